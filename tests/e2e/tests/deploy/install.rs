//! The installation that the configuration describes: in Debian's nginx, next to the default site, with TLS.

use e2e::site;

use crate::http::Response;
use crate::nginx::{BASE_PATHS, HOST, Nginx, Tallyfy, Tls, free_port};
use crate::upstream::Upstream;

const QUERY: &str = "?org-id=o&token=secret";

fn start(test: &str) -> Nginx {
    Nginx::start(test, &Tallyfy::At(&[free_port()]), Tls::Here)
}

#[test]
fn it_works_next_to_the_default_site_of_debian() {
    let nginx = start("beside");
    for base in BASE_PATHS {
        let page = nginx.request_over_tls("GET", base, &[("Host", HOST)], HOST);
        assert!(page.text().contains("<tallyfy-archive-task"), "{base}: {}", page.text());
        let open = nginx.request_without_tls("GET", &format!("{base}{QUERY}"), &[("Host", HOST)]);
        let there = format!("https://{HOST}{base}{QUERY}");
        assert_eq!(
            (open.status, open.header("location")),
            (301, Some(there.as_str())),
            "{base}"
        );
    }
    // The default site still works, and nginx logs no warning.
    let other = nginx.request_without_tls("GET", "/", &[("Host", "example.org")]);
    assert_eq!(
        (other.header("location"), other.header("referrer-policy")),
        (None, None),
        "{}",
        other.text()
    );
    let logs = nginx.logs();
    assert!(!logs.contains("conflicting"), "{logs}");
}

#[test]
fn its_queries_are_not_logged_by_any_site() {
    let nginx = start("queries");
    let wasm = format!("/{}", site::wasm());
    let host = [("Host", HOST)];
    for path in [
        "/",
        "/tools",
        "/missing.js",
        "/api/me",
        "/api/organizations/o/tasks/t",
        &wasm,
    ] {
        let path = format!("{path}{QUERY}");
        nginx.request_without_tls("GET", &path, &host);
        nginx.request_over_tls("GET", &path, &host, HOST);
        // For every host name and every malformed request: no other site uses this port.
        nginx.request_over_tls("GET", &path, &[("Host", "example.org")], "example.org");
        nginx.request_over_tls("GET", &path, &[("no header", "")], HOST);
        nginx.request_over_tls("NO METHOD", &path, &host, HOST);
    }
    let long = format!("/{QUERY}{}", "a".repeat(40_000));
    assert_eq!(nginx.request_over_tls("GET", &long, &host, HOST).status, 414);
    let logs = nginx.logs();
    assert!(logs.contains("GET /missing.js 301"), "{logs}");
    assert!(logs.contains("GET /missing.js 404"), "{logs}");
    assert!(!logs.contains("secret"), "{logs}");
}

#[test]
fn a_folder_without_a_trailing_slash_redirects_to_this_host_only() {
    let nginx = start("slash");
    for host in [HOST, "example.org", "example.org:81", "127.0.0.1"] {
        for (path, there) in [
            ("/tools", "/tools/"),
            ("/tools/archive", "/tools/archive/"),
            ("//tools", "/tools/"),
            ("/tools?org-id=o", "/tools/?org-id=o"),
            ("/api", "/api/"),
        ] {
            let answer = nginx.request_over_tls("GET", path, &[("Host", host)], HOST);
            assert_eq!(
                (answer.status, answer.header("location")),
                (301, Some(there)),
                "{host}{path}"
            );
        }
    }
}

#[test]
fn behind_a_tls_proxy_it_behaves_the_same() {
    // No request gets a response.
    let tallyfy = Upstream::start(|_| Vec::new());
    let addresses = [tallyfy.port, tallyfy.port];
    let nginx = Nginx::start("front", &Tallyfy::At(&addresses), Tls::InFront);
    let task = "/api/organizations/o/tasks/t";
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/tools"),
        ("GET", "/api/me"),
        ("GET", task),
        ("DELETE", task),
    ] {
        let [inner, outer] = [
            nginx.request(method, path, &[]),
            nginx.request_over_tls(method, path, &[("Host", HOST)], HOST),
        ];
        assert_eq!((inner.status, &inner.body), (outer.status, &outer.body), "{path}");
        let sorted = |answer: &Response| {
            let mut headers = answer.headers.clone();
            // Framing and time differ between servers.
            headers.retain(|(name, _)| {
                !["server", "date", "transfer-encoding", "content-length"].contains(&name.as_str())
            });
            headers.sort();
            headers
        };
        assert_eq!(sorted(&inner), sorted(&outer), "{path}");
        let sent = tallyfy.heads();
        assert_eq!(
            sent.len(),
            if path == task { 2 } else { 0 },
            "{method} {path}: {sent:?}"
        );
        nginx.request_over_tls(method, &format!("{path}{QUERY}"), &[("Host", HOST)], HOST);
        tallyfy.heads();
    }
    let logs = nginx.logs();
    assert!(!logs.contains("secret"), "{logs}");
}
