//! The site's files: caching, compression and security headers.

use std::fs;

use e2e::site;

use crate::nginx::{BASE_PATHS, Deployment};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[test]
fn files_are_cached_according_to_their_names() {
    let deployment = Deployment::start("kept");
    let hashed = |beginning, ending| (site::hashed(beginning, ending), IMMUTABLE);
    for base in BASE_PATHS {
        for ((file, caching), media) in [
            ((String::new(), "no-cache"), "text/html"),
            (("index.html".to_owned(), "no-cache"), "text/html"),
            (("snippet.html".to_owned(), "no-cache"), "text/plain"),
            (("tallyfy-archive.js".to_owned(), "no-cache"), "application/javascript"),
            (hashed("early", ".js"), "application/javascript"),
            (hashed("tallyfy-archive", ".js"), "application/javascript"),
            (hashed("tallyfy_archive_bg", ".wasm"), "application/wasm"),
            (hashed("page", ".js"), "application/javascript"),
            (hashed("icon", ".svg"), "image/svg+xml"),
        ] {
            let path = format!("{base}{file}");
            let answer = deployment.request("GET", &path, &[]);
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("cache-control"), Some(caching), "{path}");
            assert_eq!(answer.header("content-type"), Some(media), "{path}");
        }
        let missing = deployment.request("GET", &format!("{base}page-00000000.js"), &[]);
        assert_eq!(
            (missing.status, missing.header("cache-control")),
            (404, Some("no-cache"))
        );
        assert_eq!(
            deployment.request("POST", &format!("{base}index.html"), &[]).status,
            405
        );
    }
}

#[test]
fn files_are_compressed_if_the_client_accepts_it() {
    let deployment = Deployment::start("compressed");
    let wasm = site::wasm();
    for (accepted, encoding, ending) in [
        ("gzip, deflate, br", Some("br"), ".br"),
        ("gzip", Some("gzip"), ".gz"),
        ("identity", None, ""),
    ] {
        let answer = deployment.request("GET", &format!("/{wasm}"), &[("Accept-Encoding", accepted)]);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), Some("application/wasm"), "{accepted}");
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"), "{accepted}");
        let file = fs::read(site::dist().join(format!("{wasm}{ending}"))).expect("it is beside the others");
        assert!(answer.body == file, "{accepted}: {} bytes", answer.body.len());
    }
}

#[test]
fn no_compressed_copy_of_what_is_edited_or_pasted_becomes_stale() {
    let deployment = Deployment::start("edited");
    let index = deployment.www().join("index.html");
    let page = fs::read_to_string(&index).expect("it is there");
    let edited = page.replacen("<tallyfy-archive-task>", r#"<tallyfy-archive-task org-id="mine">"#, 1);
    assert_ne!(edited, page);
    fs::write(index, edited).expect("it can be written");
    for name in ["index.html", "snippet.html"] {
        for ending in ["br", "gz"] {
            assert!(
                !site::dist().join(format!("{name}.{ending}")).exists(),
                "{name}.{ending}"
            );
        }
    }
    for accepted in ["identity", "gzip, deflate, br"] {
        let answer = deployment.request("GET", "/", &[("Accept-Encoding", accepted)]);
        let encoding = answer.header("content-encoding");
        assert_ne!(encoding, Some("br"));
        if encoding.is_none() {
            assert!(answer.text().contains(r#"org-id="mine""#), "{}", answer.text());
        }
    }
    let snippet = deployment.request("GET", "/snippet.html", &[]).text();
    let built = fs::read_to_string(site::dist().join("snippet.html")).expect("it is there");
    assert_eq!(snippet, built, "it is not changed");
}

#[test]
fn every_response_has_the_security_headers() {
    let deployment = Deployment::start("forbidden");
    let wasm = format!("/{}", site::wasm());
    for path in [
        "/",
        "/tools/archive/",
        &wasm,
        "/missing",
        "/api/",
        "/api/organizations/o/tasks/t",
    ] {
        let answer = deployment.request("GET", path, &[]);
        let policy = answer.header("content-security-policy").expect("there is a policy");
        // A page has the rest in its markup, with the digests of its inline styles.
        let is_page = BASE_PATHS.contains(&path);
        let rest = if is_page { answer.text() } else { policy.to_owned() };
        assert!(rest.contains("default-src 'none';"), "{path}: {rest}");
        for part in ["connect-src 'self';", "frame-ancestors 'none'", "trusted-types 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("http"),
            "{path}: {policy}"
        );
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("server", "nginx"),
            ("strict-transport-security", "max-age=63072000"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let forbidden = answer.header("permissions-policy").expect("there is a policy");
        assert!(forbidden.contains("camera=()"), "{path}: {forbidden}");
    }
}

#[test]
fn every_way_of_serving_the_page_uses_the_proxy() {
    let deployment = Deployment::start("api-base");
    for base in BASE_PATHS {
        let page = deployment.request("GET", base, &[]).text();
        assert!(page.contains(r#"<tallyfy-archive-task api-base="/api">"#), "{page}");
        let compressed = deployment.request("GET", base, &[("Accept-Encoding", "gzip, br")]);
        assert_eq!(compressed.header("content-encoding"), Some("gzip"));
    }
}
