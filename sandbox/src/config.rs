//! The configuration of a sandbox.

use std::path::PathBuf;

use crate::cors::Cors;

/// The configuration of a sandbox. The default: any free port, the API alone, no CORS headers.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The folder with the built page; without it only the API is served.
    pub dist: Option<PathBuf>,
    /// What the page's element gets as `api-base`. Another origin is added to the page's policy.
    pub api_base: String,
    /// Whether the page shows the list of cases.
    pub cases: bool,
    /// The CORS headers of the API.
    pub cors: Cors,
    /// Whether an archived task can still be read by id; otherwise that is a 404, as it probably is at Tallyfy.
    pub archived_readable: bool,
    /// The real service to forward requests to, instead of answering them.
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
