//! The deployed page in Chromium.

use std::fs;

use e2e::{Browser, State, Widget, site};
use sandbox::{TOKEN, case};
use serde_json::{Value, json};

use crate::nginx::{BASE_PATHS, Deployment, Nginx, Tallyfy, Tls};
use crate::upstream::Upstream;

/// The browser's own log since the last call, with messages that no script can see.
fn console(browser: &Browser) -> Vec<String> {
    let entries = browser
        .post("se/log", &json!({ "type": "browser" }))
        .expect("Chromium keeps it");
    let entries = entries.as_array().cloned().unwrap_or_default();
    entries.iter().map(Value::to_string).collect()
}

fn element(browser: &Browser) -> Widget<'_> {
    Widget::new(browser, "tallyfy-archive-task")
}

/// Whether the inline styles apply: those of the page, and those of its form.
fn is_styled(browser: &Browser) -> bool {
    let script = "const { shadowRoot } = document.querySelector('tallyfy-archive-task');
        return [document.styleSheets, shadowRoot.styleSheets].every(({ length }) => length === 1)
          && getComputedStyle(document.querySelector('h1')).fontSize === '24px'";
    browser.run_async(script, &json!([])) == true
}

#[test]
fn a_task_is_archived_and_restored_through_the_proxy() {
    let deployment = Deployment::start("browsing");
    let browser = Browser::start();
    let plain = case("plain");
    for base in BASE_PATHS {
        browser.open(&format!("{}{base}?org-id={}", deployment.url(), plain.org_id));
        let widget = element(&browser);
        assert!(is_styled(&browser), "both policies let the page's styles in");
        widget.enter("Task ID", &plain.task_id);
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(
            deployment
                .api
                .task(&plain.task_id)
                .is_some_and(|task| task.is_archived())
        );
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);
        assert!(
            deployment
                .api
                .task(&plain.task_id)
                .is_some_and(|task| !task.is_archived())
        );
        // Chromium warns some seconds later about unused preloads.
        browser.run_async("await new Promise((resolve) => setTimeout(resolve, 6_000))", &json!([]));
        assert_eq!(console(&browser), Vec::<String>::new(), "{base}");

        let logs = deployment.logs();
        let wasm = format!("GET {base}{} 200", site::wasm());
        assert_eq!(logs.matches(&wasm).count(), 1, "{logs}");
        assert!(!logs.contains(TOKEN), "{logs}");
    }
}

#[test]
fn modified_webassembly_is_rejected() {
    let deployment = Deployment::start("changed");
    let file = deployment.www().join(site::wasm());
    let mut content = fs::read(&file).expect("it is there");
    let text = b"Archive task";
    let base = content.windows(text.len()).position(|bytes| bytes == text);
    content[base.expect("the widget has this text")] = b'a';
    fs::write(&file, content).expect("it can be changed");
    for compressed in ["wasm.br", "wasm.gz"] {
        fs::remove_file(file.with_extension(compressed)).expect("it is there");
    }
    let browser = Browser::start();
    browser.open(&deployment.url());
    let widget = element(&browser);
    widget.wait_for_element("button", "Try again");
    assert!(widget.text().contains("could not be loaded"), "{}", widget.text());
    assert!(
        console(&browser).iter().any(|message| message.contains("digest")),
        "Chromium says why"
    );
    browser.open(&format!("{}{}", deployment.url(), BASE_PATHS[1]));
    widget.wait_for_element("button", "Find task");
}

#[test]
fn the_printed_snippet_embeds_the_element() {
    let deployment = Deployment::start("snippet");
    let snippet = fs::read_to_string(site::dist().join("snippet.html")).expect("it is in the site");
    assert!(snippet.contains("integrity"), "{snippet}");
    let icon = site::hashed("icon", ".svg");
    let page = deployment.www().join("admin");
    fs::rename(deployment.www().join("tools"), &page).expect("a folder can be moved");
    fs::rename(page.join("archive"), page.join("tallyfy-archive")).expect("a folder can be moved");
    let text = format!("<!doctype html><title>Admin</title><link rel=icon href=tallyfy-archive/{icon}>{snippet}");
    fs::write(page.join("index.html"), text).expect("a file can be written");
    let browser = Browser::start();
    browser.open(&format!("{}/admin/", deployment.url()));
    let widget = element(&browser);
    widget.enter("Organization ID", case("plain").org_id);
    widget.enter("Task ID", &case("plain").task_id);
    widget.enter("Access token", TOKEN);
    widget.press("Find task");
    widget.wait_for_state(State::Review);
    assert_eq!(console(&browser), Vec::<String>::new());
}

/// To an HTTP/1 client nginx forwards an invalid response unchanged, with every header.
#[test]
fn headers_of_a_nested_response_are_not_forwarded() {
    const WITHIN: &str = "HTTP/1.1 200 OK\r\nX-Theirs: 1\r\nContent-Length: 2\r\n\r\n{}";
    let before = [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\n",
        "HTTP/1.1 099 Nothing\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\n\r\n",
        "nonsense\r\n\r\n",
        // Not quite a status line.
        "HTTP/1.1 200\r",
        "",
    ];
    let tallyfy = Upstream::start(move |head| {
        let id = head.split(['/', ' ']).nth(6).expect("the path is that of a task");
        let before = before[id.parse::<usize>().expect("it is a number")];
        format!("{before}{WITHIN}").into_bytes()
    });
    let nginx = Nginx::start("within", &Tallyfy::At(&[tallyfy.port]), Tls::Here);
    let browser = Browser::start();
    let trust = json!({ "cmd": "Security.setIgnoreCertificateErrors", "params": { "ignore": true } });
    browser
        .post("goog/cdp/execute", &trust)
        .expect("Chromium accepts the override");
    browser.open(&nginx.secure_url());
    let script = "
        const received = [];
        for (let id = 0; id < arguments_[0]; id += 1) {
            const response = await fetch(`/api/organizations/o/tasks/${id}`).catch(() => null);
            received.push(response?.headers.get('X-Theirs') ?? null);
        }
        return { received, protocol: performance.getEntriesByType('navigation')[0].nextHopProtocol }";
    let seen = browser.run_async(script, &json!([before.len()]));
    assert_eq!(seen["protocol"], "h2");
    let received = seen["received"].as_array().expect("it is a list");
    // The last one is a valid response.
    let (last, others) = received.split_last().expect("it is not empty");
    assert_eq!(*last, "1");
    assert!(others.iter().all(Value::is_null), "{received:?}");
    // Chromium may retry after a broken connection.
    assert!(tallyfy.heads().len() >= before.len(), "each was requested");
}
