//! The page and its files.

use std::fs;
use std::path::PathBuf;

use reqwest::Method;
use sandbox::{Area, Config, Cors, Sandbox};

use crate::client::{Answer, send_with, start, start_with};

/// A folder with a page for this test.
fn site(test: &str) -> PathBuf {
    let dist = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&dist).unwrap();
    let page = "<meta content=\"connect-src 'self'\"><body><tallyfy-archive-task></tallyfy-archive-task></body>";
    for (name, content) in [
        ("index.html", page),
        ("page.js", "1"),
        ("page.css", "a{}"),
        ("page-0a1b2c3d.css", "a{}"),
        ("w.wasm", "\0asm"),
    ] {
        fs::write(dist.join(name), content).unwrap();
    }
    dist
}

async fn get(sandbox: &Sandbox, path: &str) -> Answer {
    send_with(sandbox, Method::GET, path, &[]).await.unwrap()
}

#[tokio::test]
async fn the_page_gets_the_base_the_cases_and_the_policy() {
    let sandbox = start_with(Config {
        dist: Some(site("page")),
        ..Config::default()
    });
    for path in ["/", "/index.html", "/?org-id=x&task-id=y"] {
        let page = get(&sandbox, path).await;
        assert!(
            page.text().contains(r#"<tallyfy-archive-task api-base="/api">"#),
            "{}",
            page.text()
        );
        assert!(page.text().contains(r#"src="/_sandbox/cases.js"></script>"#));
        let policy = page.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'",
            "connect-src 'self';",
            "trusted-types 'none'",
            "form-action 'none'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe-inline"));
    }
    let script = get(&sandbox, "/_sandbox/cases.js").await;
    assert_eq!(script.header("content-type"), Some("text/javascript"));
    assert_eq!(
        get(&sandbox, "/_sandbox/cases.css").await.header("content-type"),
        Some("text/css")
    );
}

#[tokio::test]
async fn files_have_media_types_and_hashed_ones_are_immutable() {
    let sandbox = start_with(Config {
        dist: Some(site("media")),
        ..Config::default()
    });
    for (path, media) in [
        ("/page.js", "text/javascript"),
        ("/page.css", "text/css"),
        ("/w.wasm", "application/wasm"),
    ] {
        let file = get(&sandbox, path).await;
        assert!(file.header("content-type").unwrap().starts_with(media), "{path}");
        assert_eq!(file.header("cache-control"), Some("no-cache"));
    }
    let hashed = get(&sandbox, "/page-0a1b2c3d.css").await;
    assert!(hashed.header("cache-control").unwrap().contains("immutable"));
    assert_eq!(get(&sandbox, "/none.js").await.status, 404);
    assert_eq!(send_with(&sandbox, Method::POST, "/", &[]).await.unwrap().status, 405);
    assert!(sandbox.log().iter().all(|request| request.area == Area::Page));
}

#[tokio::test]
async fn a_page_can_use_an_api_of_another_origin() {
    let api = start_with(Config {
        cors: Cors::any(),
        ..Config::default()
    });
    let config = Config {
        dist: Some(site("two-origins")),
        api_base: api.api(),
        cases: false,
        ..Config::default()
    };
    let page = start_with(config);
    let index = get(&page, "/").await;
    assert!(index.text().contains(&format!(r#"api-base="{}""#, api.api())));
    assert!(index.text().contains(&format!("connect-src 'self' {}", api.url())));
    assert!(index.header("content-security-policy").unwrap().contains(&api.url()));
    assert!(!index.text().contains("cases.js"));
}

#[tokio::test]
async fn tests_replace_files_and_policies_of_the_page() {
    let sandbox = start_with(Config {
        dist: Some(site("overlay")),
        ..Config::default()
    });
    sandbox.put_file("/two.html", "text/html", "<p>two</p>");
    sandbox.put_file("/w.wasm", "application/wasm", "other");
    sandbox.hide_file("/page.js");
    sandbox.set_policy("default-src 'none'");
    let two = get(&sandbox, "/two.html").await;
    assert_eq!(
        (two.text(), two.header("content-security-policy")),
        ("<p>two</p>", Some("default-src 'none'"))
    );
    assert_eq!(get(&sandbox, "/w.wasm").await.text(), "other");
    assert_eq!(get(&sandbox, "/page.js").await.status, 404);
    sandbox.restore_page();
    assert_eq!(get(&sandbox, "/two.html").await.status, 404);
    assert_eq!(get(&sandbox, "/page.js").await.text(), "1");
}

#[tokio::test]
async fn without_a_page_only_the_api_is_served() {
    let sandbox = start();
    assert_eq!(get(&sandbox, "/").await.status, 404);
    assert_eq!(get(&sandbox, "/_sandbox/cases").await.status, 200);
}
