//! Validation: rejects what cannot be sent, and what would exhaust memory or take a day.

use axum::http::header::{CONNECTION, CONTENT_LENGTH, HeaderName, HeaderValue, TRANSFER_ENCODING};

use super::respond::date_in;
use super::{After, Fault, Reply};
use crate::fixtures::{Fixture, fixture_names};

const MAX_BYTES: usize = 50_000_000;
const MAX_LEVELS: usize = 1_000_000;
const MAX_MS: u64 = 24 * 60 * 60 * 1_000;

impl Fault {
    /// Checks that the fault can be injected.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub(crate) fn check(&self) -> Result<(), String> {
        for (field, ms) in [
            ("late_ms", self.late_ms),
            ("before_ms", self.before_ms),
            ("after_ms", self.after_ms),
        ] {
            if ms > MAX_MS {
                return Err(format!("{field} is {ms}: at most {MAX_MS} (a day) is possible."));
            }
        }
        for (name, value) in &self.headers {
            header(name)?;
            header_value(name, value)?;
        }
        self.reply.check()
    }
}

impl Reply {
    fn check(&self) -> Result<(), String> {
        match self {
            Self::Fixture { name } if Fixture::named(name).is_none() => {
                let known: Vec<_> = fixture_names().collect();
                Err(format!("There is no fixture {name}. These are: {}", known.join(", ")))
            }
            Self::Status {
                status, content_type, ..
            } => {
                final_status(*status)?;
                header_value("content_type", content_type)
            }
            Self::Task { status, .. } => final_status(*status),
            Self::WrongType { content_type } => header_value("content_type", content_type),
            Self::Redirect { status, location } => {
                final_status(*status)?;
                header_value("location", location)
            }
            Self::Informational { status, .. } if !(100..=199).contains(status) => {
                Err(format!("{status} is not an informational status: use 100 to 199."))
            }
            Self::Huge { bytes } if *bytes > MAX_BYTES => Err(format!(
                "A body of {bytes} bytes is too large: at most {MAX_BYTES} are possible."
            )),
            Self::Deep { levels } if *levels > MAX_LEVELS => Err(format!(
                "{levels} levels are too many: at most {MAX_LEVELS} are possible."
            )),
            Self::RetryAfter { status, after } => {
                final_status(*status)?;
                after.check()
            }
            _ => Ok(()),
        }
    }
}

impl After {
    fn check(&self) -> Result<(), String> {
        match self {
            Self::DateIn(seconds) if date_in(*seconds).is_none() => Err(format!(
                "{seconds} seconds from now is out of range: the date must be from 1970 to 9999."
            )),
            Self::Text(text) => header_value("Retry-After", text),
            _ => Ok(()),
        }
    }
}

fn final_status(status: u16) -> Result<(), String> {
    if (200..=599).contains(&status) {
        Ok(())
    } else {
        Err(format!("{status} is not a final status: use 200 to 599."))
    }
}

fn header(name: &str) -> Result<(), String> {
    match name.parse::<HeaderName>() {
        Ok(name) if [CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION].contains(&name) => {
            Err(format!("{name} is set by the server."))
        }
        Ok(_) => Ok(()),
        Err(_) => Err(format!("{name:?} is not a header name.")),
    }
}

fn header_value(name: &str, value: &str) -> Result<(), String> {
    match HeaderValue::from_str(value) {
        Ok(_) => Ok(()),
        Err(_) => Err(format!("{name} cannot be {value:?}: that is not a valid header value.")),
    }
}
