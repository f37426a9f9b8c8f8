//! Why a sandbox cannot start.

use std::path::PathBuf;
use std::{fmt, io};

/// Why a sandbox cannot start.
#[derive(Debug)]
pub enum StartError {
    /// Another program listens on this port.
    PortTaken(u16),
    /// The folder with the page is missing, or has no `index.html`.
    NoPage(PathBuf),
    /// The address of the real service cannot be used.
    Upstream(String),
    /// Another I/O error.
    Io(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken(port) => {
                write!(
                    f,
                    "port {port} is taken by another program; choose another one with --port"
                )
            }
            Self::NoPage(dist) => {
                write!(
                    f,
                    "there is no index.html in {}; build the page first with cargo xtask build",
                    dist.display()
                )
            }
            Self::Upstream(reason) => write!(f, "--api {reason}"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Io(error) = self { Some(error) } else { None }
    }
}

impl From<io::Error> for StartError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
