//! The page: the files of the built site, with the list of cases added to `index.html`.

mod examples;
mod index;
mod media;
mod policy;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use crate::app_state::AppState;
use crate::overlay::Replacement;

const POLICY: HeaderName = HeaderName::from_static("content-security-policy");
const NO_SNIFFING: (&str, &str) = ("x-content-type-options", "nosniff");

pub(crate) async fn file(State(app): State<Arc<AppState>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = if request.uri().path() == "/" {
        "/index.html"
    } else {
        request.uri().path()
    };
    let Some((media, bytes)) = find(&app, path) else {
        return (StatusCode::NOT_FOUND, "There is no such page.").into_response();
    };
    let policy = app.overlay.policy();
    let policy = policy.unwrap_or_else(|| policy::of(&app.config, &bytes));
    let headers = [
        (CONTENT_TYPE, media),
        (CACHE_CONTROL, caching_of(path).to_owned()),
        (POLICY, policy),
    ];
    (headers, [NO_SNIFFING], bytes).into_response()
}

fn find(app: &AppState, path: &str) -> Option<(String, Bytes)> {
    match app.overlay.replacement(path) {
        Some(Replacement::File(media, bytes)) => return Some((media, bytes)),
        Some(Replacement::Nothing) => return None,
        None => {}
    }
    if app.config.cases
        && let Some(content) = examples::file(path)
    {
        return Some((media::of(path).to_owned(), Bytes::from_static(content.as_bytes())));
    }
    let bytes = std::fs::read(inside(app.config.dist.as_ref()?, path)?).ok()?;
    let bytes = if path == "/index.html" {
        index::prepare(&bytes, &app.config)
    } else {
        bytes
    };
    Some((media::of(path).to_owned(), bytes.into()))
}

/// The `Cache-Control` of a file: immutable if its name has a hash, as in `page-0a1b2c3d.css`.
fn caching_of(path: &str) -> &'static str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let is_hash = |end: &str| end.len() == 8 && end.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    match stem.rsplit_once('-') {
        Some((_, end)) if is_hash(end) => "public, max-age=31536000, immutable",
        _ => "no-cache",
    }
}

/// The path of a file in the folder; `None` for a path that could lead out of it.
fn inside(dist: &Path, path: &str) -> Option<PathBuf> {
    let names = path.strip_prefix('/')?.split('/');
    let harmless = |name: &str| !name.starts_with('.') && !name.contains(['\\', ':', '%', '\0']);
    names
        .clone()
        .all(harmless)
        .then(|| names.fold(dist.to_owned(), |folder, name| folder.join(name)))
}

#[cfg(test)]
mod tests {
    use super::inside;
    use std::path::Path;

    #[test]
    fn no_path_escapes_the_folder() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/.env",
            "/..%2fsecret",
            "/c:/secret",
            "/a\\..\\secret",
            "secret",
        ] {
            assert_eq!(inside(Path::new("dist"), path), None, "{path}");
        }
        assert_eq!(
            inside(Path::new("dist"), "/a/b.js").as_deref(),
            Some(Path::new("dist/a/b.js"))
        );
    }
}
