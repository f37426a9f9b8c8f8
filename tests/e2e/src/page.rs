//! What the browser opens: the built page as the sandbox serves it, or a page that embeds the element. On each of them
//! a recorder runs first.

use sandbox::Sandbox;

use crate::http;

const RECORDER: &str = include_str!("../pages/recorder.js");
const CLOCK: &str = include_str!("../pages/clock.js");
const RECORDER_TAG: &str = r#"<script src="/recorder.js"></script>"#;

/// A page to open.
#[derive(Clone, Debug)]
pub enum Page {
    /// The built page, with this query.
    Built(String),
    /// The page of examples.
    Examples,
    /// A page with this in its body and this module as its script.
    Embedding {
        /// The body's markup.
        body: String,
        /// The module's source.
        script: String,
    },
}

impl Page {
    /// The built page, just so.
    pub fn built() -> Self {
        Self::Built(String::new())
    }

    /// A page that embeds the element.
    pub fn embedding(body: impl Into<String>, script: impl Into<String>) -> Self {
        Self::Embedding {
            body: body.into(),
            script: script.into(),
        }
    }

    /// Puts the page's files on the sandbox, and answers with the page's address. `has_fake_clock` is whether time can be
    /// skipped on it.
    pub(crate) fn serve_on(&self, sandbox: &Sandbox, has_fake_clock: bool) -> String {
        let clock = if has_fake_clock { CLOCK } else { "" };
        sandbox.put_file("/recorder.js", "text/javascript", format!("{clock}{RECORDER}"));
        match self {
            Self::Built(query) => {
                inject_recorder(sandbox, "/", &["/", "/index.html"]);
                format!("{}/{query}", sandbox.url())
            }
            Self::Examples => {
                inject_recorder(sandbox, "/examples.html", &["/examples.html"]);
                format!("{}/examples.html", sandbox.url())
            }
            Self::Embedding { body, script } => {
                let page = format!(
                    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Admin</title>{RECORDER_TAG}\
                     <script type=\"module\" src=\"/embedding.js\"></script></head><body>{body}</body></html>"
                );
                sandbox.put_file("/embedding.html", "text/html; charset=utf-8", page);
                sandbox.put_file("/embedding.js", "text/javascript", script.as_str());
                format!("{}/embedding.html", sandbox.url())
            }
        }
    }
}

/// Puts the recorder into the page at `path`, wherever else it can be opened.
fn inject_recorder(sandbox: &Sandbox, path: &str, places: &[&str]) {
    let page = http::get(sandbox.port(), path).expect("the sandbox serves the page");
    let page = String::from_utf8(page).expect("the page is UTF-8");
    if !page.contains(RECORDER_TAG) {
        let page = page.replacen("<head>", &format!("<head>{RECORDER_TAG}"), 1);
        assert!(page.contains(RECORDER_TAG), "the page has a head");
        for place in places {
            sandbox.put_file(place, "text/html; charset=utf-8", page.clone());
        }
    }
}
