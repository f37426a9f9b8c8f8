//! Paths of the API. It is served below `/api`, as on Tallyfy's web host, and at the root, as on its API host.

use axum::extract::Request;
use axum::http::Uri;
use axum::http::header::HOST;
use axum::http::uri::PathAndQuery;

/// The first path segments of the API.
const ROOTS: [&str; 2] = ["organizations", "me"];

/// The path relative to the base of the API; `None` for a path of the page.
pub(crate) fn below_base(path: &str) -> Option<&str> {
    if let Some(below) = path.strip_prefix("/api")
        && (below.is_empty() || below.starts_with('/'))
    {
        return Some(if below.is_empty() { "/" } else { below });
    }
    let root = path.strip_prefix('/')?.split('/').next()?;
    ROOTS.contains(&root).then_some(path)
}

/// The URL of a request, for links.
#[derive(Clone, Debug)]
pub(crate) struct RequestUrl(String);

impl RequestUrl {
    /// The URL without its query.
    pub(crate) fn without_query(&self) -> &str {
        &self.0
    }
}

/// Makes the path relative to the base of the API; a request for the page stays as it is.
pub(crate) fn strip_base(mut request: Request) -> Request {
    let path = request.uri().path();
    let Some(below) = below_base(path) else {
        return request;
    };
    let query = request.uri().query().map(|query| format!("?{query}"));
    let local = format!("{below}{}", query.unwrap_or_default());
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let url = RequestUrl(format!("http://{}{path}", host.unwrap_or("127.0.0.1")));
    if let Ok(local) = local.parse::<PathAndQuery>() {
        *request.uri_mut() = Uri::from(local);
    }
    request.extensions_mut().insert(url);
    request
}

#[cfg(test)]
mod tests {
    use super::below_base;

    #[test]
    fn the_base_is_api_or_empty() {
        let table = [
            ("/api/organizations/o/tasks", Some("/organizations/o/tasks")),
            ("/organizations/o/tasks", Some("/organizations/o/tasks")),
            ("/api/me", Some("/me")),
            ("/me", Some("/me")),
            ("/api", Some("/")),
            ("/api/", Some("/")),
            ("/api/oauth/token", Some("/oauth/token")),
            ("/apis", None),
            ("/menu.css", None),
            ("/", None),
            ("/index.html", None),
        ];
        for (path, expected) in table {
            assert_eq!(below_base(path), expected, "{path}");
        }
    }
}
