//! Keeps pages of other origins away from the control routes.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Programs send no `Origin`. A page sends one with every request that can change something, and it must be the
/// sandbox's own. The host must be this machine in any case: after DNS rebinding a page can send GET requests without
/// an `Origin` and read the responses.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        let reason = "Only programs and the sandbox's own page may use the control routes.";
        return (StatusCode::FORBIDDEN, reason).into_response();
    }
    next.run(request).await
}

fn is_foreign(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let own = host.filter(|host| matches!(name_of(host), "127.0.0.1" | "localhost" | "[::1]"));
    match (headers.get(ORIGIN), own) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(origin), Some(host)) => origin.as_bytes() != format!("http://{host}").as_bytes(),
    }
}

fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::is_foreign;
    use axum::http::HeaderMap;
    use axum::http::header::{HOST, ORIGIN};

    #[test]
    fn only_the_same_origin_on_loopback_is_not_foreign() {
        let table = [
            ("127.0.0.1:8080", None, false),
            ("127.0.0.1:8080", Some("http://127.0.0.1:8080"), false),
            ("localhost:8080", Some("http://localhost:8080"), false),
            ("localhost:8080", Some("http://127.0.0.1:8080"), true),
            ("127.0.0.1:8080", Some("http://127.0.0.1:8081"), true),
            ("127.0.0.1:8080", Some("https://evil.example"), true),
            ("127.0.0.1:8080", Some("null"), true),
            ("evil.example:8080", Some("http://evil.example:8080"), true),
            ("evil.example:8080", None, true),
            ("127.0.0.1.evil.example", None, true),
        ];
        for (host, origin, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(is_foreign(&headers), expected, "{host} {origin:?}");
        }
    }
}
