//! How a stand-in is set up.

use std::path::PathBuf;

use crate::cors::Cors;

/// How a stand-in is set up. The default: any free port, the API alone, no cross-origin headers.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The folder with the built page; without it only the API is served.
    pub dist: Option<PathBuf>,
    /// What the page's element gets as `api-base`. An address of another origin is let into the page's policy.
    pub api_base: String,
    /// Whether the list of cases is put on the page.
    pub cases: bool,
    /// The cross-origin headers of the API.
    pub cors: Cors,
    /// Whether an archived task can still be read by id; otherwise that is a 404, as it likely is at Tallyfy.
    pub archived_readable: bool,
    /// The real service to pass requests on to, instead of answering them.
    pub upstream: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            dist: None,
            api_base: "/api".to_owned(),
            cases: true,
            cors: Cors::off(),
            archived_readable: false,
            upstream: None,
        }
    }
}
