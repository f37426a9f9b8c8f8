//! The score of Mozilla's HTTP Observatory: its tests of version 2 that depend on headers alone (<https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring>).

use std::collections::HashMap;

use crate::http::Response;
use crate::nginx::{BASE_PATHS, HOST, Nginx, Tallyfy, Tls};
use e2e::site;

/// The score without bonuses from which bonuses count.
const EXTRA_CREDIT_FROM: i32 = 90;

const SIX_MONTHS: u32 = 15_768_000;

/// The score of a response over TLS. `redirect` is the target of the same URL without TLS.
fn score(answer: &Response, redirect: Option<&str>) -> i32 {
    let policy = policy(answer.header("content-security-policy").unwrap_or_default());
    let points = [
        content_security_policy(&policy),
        strict_transport_security(answer.header("strict-transport-security")),
        if redirect.is_some_and(|base| base.starts_with("https://")) {
            0
        } else {
            -20
        },
        match answer.header("x-content-type-options") {
            Some("nosniff") => 0,
            _ => -5,
        },
        match (policy.get("frame-ancestors"), answer.header("x-frame-options")) {
            (Some(_), _) | (None, Some("DENY" | "SAMEORIGIN")) => 5,
            _ => -20,
        },
        match answer.header("referrer-policy") {
            Some("no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin") => 5,
            None => 0,
            Some(_) => -5,
        },
        match answer.header("cross-origin-resource-policy") {
            Some("same-origin" | "same-site") => 10,
            None | Some("cross-origin") => 0,
            Some(_) => -5,
        },
        match answer.header("cross-origin-opener-policy") {
            Some("same-origin" | "same-origin-allow-popups" | "noopener-allow-popups") => 10,
            None | Some("unsafe-none") => 0,
            Some(_) => -5,
        },
        match answer.header("access-control-allow-credentials") {
            Some("true") => -50,
            _ => 0,
        },
        // There are no cookies, whose flags it would score.
        if answer.header("set-cookie").is_some() { -40 } else { 0 },
    ];
    let lost = points.iter().filter(|points| **points < 0).sum::<i32>();
    let won = points.iter().filter(|points| **points > 0).sum::<i32>();
    let score = 100 + lost;
    if score < EXTRA_CREDIT_FROM { score } else { score + won }
}

/// The sources of each directive.
fn policy(header: &str) -> HashMap<&str, Vec<&str>> {
    let directives = header.split(';').map(|directive| directive.split_whitespace());
    directives
        .filter_map(|mut words| Some((words.next()?, words.collect())))
        .collect()
}

fn content_security_policy(policy: &HashMap<&str, Vec<&str>>) -> i32 {
    if policy.is_empty() {
        return -25;
    }
    let sources = |directive| {
        let sources = policy.get(directive).or_else(|| policy.get("default-src"));
        sources.cloned().unwrap_or_else(|| vec!["*"])
    };
    let is_broad = |source: &str| ["*", "http:", "https:", "ftp:"].contains(&source);
    let is_inline = |source: &str| ["'unsafe-inline'", "data:"].contains(&source);
    let (scripts, styles, objects) = (sources("script-src"), sources("style-src"), sources("object-src"));
    let is_insecure = |source: &&str| source.starts_with("http:") || source.starts_with("ftp:");
    if scripts.iter().any(|source| is_broad(source) || is_inline(source))
        || objects.iter().any(|source| is_broad(source))
        || policy.values().flatten().any(is_insecure)
    {
        -20
    } else if scripts.contains(&"'unsafe-eval'") || styles.contains(&"'unsafe-eval'") {
        -10
    } else if styles.iter().any(|source| is_broad(source) || is_inline(source)) {
        0
    } else if policy.get("default-src").is_some_and(|sources| *sources == ["'none'"]) {
        10
    } else {
        5
    }
}

fn strict_transport_security(header: Option<&str>) -> i32 {
    let age = header.and_then(|header| {
        let mut directives = header.split(';').map(str::trim);
        directives.find_map(|directive| directive.strip_prefix("max-age=")?.parse::<u32>().ok())
    });
    match age {
        Some(age) if age >= SIX_MONTHS => 0,
        Some(_) => -10,
        None => -20,
    }
}

#[test]
fn every_response_scores_a_hundred_points_or_more() {
    let unused_port = crate::nginx::free_port();
    let nginx = Nginx::start("observatory", &Tallyfy::At(&[unused_port]), Tls::Here);
    let wasm = format!("/{}", site::wasm());
    let others = [
        &wasm,
        "/missing",
        "/missing.html",
        "/tools",
        "/api/me",
        "/api/organizations/o/tasks/t",
    ];
    for path in BASE_PATHS.into_iter().chain(others) {
        let host = [("Host", HOST)];
        let open = nginx.request_without_tls("GET", path, &host);
        let answer = nginx.request_over_tls("GET", path, &host, HOST);
        let points = score(&answer, open.header("location"));
        assert!(points >= 100, "{path}: {points}, {:?}", answer.headers);
    }
}

#[test]
fn missing_headers_lose_points() {
    let nothing = Response {
        status: 200,
        body: Vec::new(),
        headers: Vec::new(),
    };
    assert_eq!(
        score(&nothing, None),
        10,
        "no policy, no HSTS, no redirect, no nosniff, and it can be framed"
    );
}
