//! The reply of a fault.

use serde::{Deserialize, Serialize};

use crate::serve::Disconnect;

/// The reply of a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Reply {
    /// The response of a success, or of a read, as without a fault; also if the work is not done before the reply.
    #[default]
    Usual,
    /// A fixture, unchanged.
    Fixture {
        /// A file of `tests/answers`, without `.http`.
        name: String,
    },
    /// Any status with any body.
    Status {
        /// The status.
        status: u16,
        /// The `Content-Type`.
        #[serde(default = "json")]
        content_type: String,
        /// The body.
        #[serde(default)]
        body: String,
    },
    /// 2xx with the item in `data`.
    Task {
        /// The status.
        #[serde(default = "ok")]
        status: u16,
        /// Whether the body shows the item as archived. Left out: as it is then.
        #[serde(default)]
        shows: Shown,
    },
    /// Nothing, and the connection is reset (TCP RST).
    Reset,
    /// Nothing, and the connection is closed (TCP FIN).
    Close,
    /// Nothing, until the client disconnects.
    Silence,
    /// An informational response, and no final one.
    Informational {
        /// 100 to 199.
        #[serde(default = "early_hints")]
        status: u16,
        /// What happens to the connection then.
        then: Disconnect,
    },
    /// The head and half of the body, then the connection is reset.
    ResetInBody,
    /// The head and half of the announced body, then the connection is closed.
    Truncated,
    /// A complete response with half of the JSON.
    TruncatedJson,
    /// A complete response with an invalid UTF-8 byte.
    InvalidUtf8,
    /// 200 with an empty body.
    Empty,
    /// 200 with a sign-in page.
    SignInPage,
    /// 200 with an item that contains this many bytes of text.
    Huge {
        /// How many.
        #[serde(default = "five_megabytes")]
        bytes: usize,
    },
    /// 200 with deeply nested lists.
    Deep {
        /// How many.
        #[serde(default = "hundred_thousand")]
        levels: usize,
    },
    /// The usual JSON under another `Content-Type`.
    WrongType {
        /// Which.
        #[serde(default = "html")]
        content_type: String,
    },
    /// A redirect.
    Redirect {
        /// 301, 302, 303, 307 or 308.
        #[serde(default = "temporary")]
        status: u16,
        /// Where to.
        location: String,
    },
    /// 429, 503 or another status with a `Retry-After`.
    RetryAfter {
        /// The status.
        #[serde(default = "too_many")]
        status: u16,
        /// The header.
        after: After,
    },
}

/// The state of the item in a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// As it is.
    #[default]
    AsItIs,
    /// As if the change had been executed.
    Changed,
    /// As if the change had not been executed: archiving shows `archived_at: null`.
    Unchanged,
}

/// A `Retry-After`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// This many seconds.
    Seconds(u64),
    /// The date this many seconds from now; in the past if negative. It must be from 1970 to 9999.
    DateIn(i64),
    /// This text.
    Text(String),
    /// No header.
    Nothing,
}

fn ok() -> u16 {
    200
}

fn early_hints() -> u16 {
    103
}

fn json() -> String {
    "application/json".to_owned()
}

fn html() -> String {
    "text/html".to_owned()
}

fn five_megabytes() -> usize {
    5_000_000
}

fn hundred_thousand() -> usize {
    100_000
}

fn temporary() -> u16 {
    307
}

fn too_many() -> u16 {
    429
}
