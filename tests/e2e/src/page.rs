//! The pages of tests: the built page, or one that embeds the element. A recorder runs first on each of them.

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
    /// A page with this body and this module.
    Embedding {
        /// The body's markup.
        body: String,
        /// The module's source.
        script: String,
    },
}

impl Page {
    /// The built page without a query.
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

    /// Adds the page's files to the sandbox, and returns the page's URL.
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

/// Adds the recorder to the page at `path`, under all of its paths.
fn inject_recorder(sandbox: &Sandbox, path: &str, places: &[&str]) {
    let page = http::get(sandbox.port(), path).expect("the sandbox serves the page");
    let page = String::from_utf8(page).expect("the page is UTF-8");
    if !page.contains(RECORDER_TAG) {
        // Minifiers leave out the tag of the head.
        let start = page
            .find("<head>")
            .map(|head| head + "<head>".len())
            .or_else(|| page.find("<script"));
        let (before, after) = page.split_at(start.expect("the page has a head or a script"));
        let page = format!("{before}{RECORDER_TAG}{after}");
        for place in places {
            sandbox.put_file(place, "text/html; charset=utf-8", page.clone());
        }
    }
}
