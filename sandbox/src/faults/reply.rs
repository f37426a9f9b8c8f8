//! What a client gets instead of the usual answer.

use serde::{Deserialize, Serialize};

/// A reply gone wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Reply {
    /// What would be answered without the fault.
    #[default]
    Usual,
    /// A recorded answer, as it is.
    Recorded {
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
    /// Nothing, and the connection is reset.
    Reset,
    /// Nothing, and the connection is closed in the ordinary way.
    Close,
    /// Nothing, until the client goes away.
    Silence,
    /// The head and half of the body, then the connection is reset.
    ResetInBody,
    /// The head and half of the body that it announces, then the connection is closed in the ordinary way.
    Truncated,
    /// A whole answer with half of the JSON.
    TruncatedJson,
    /// A whole answer with a byte in it that is no UTF-8.
    InvalidUtf8,
    /// 200 with an empty body.
    Empty,
    /// 200 with a sign-in page.
    SignInPage,
    /// 200 with a task and so many bytes of text in it.
    Huge {
        /// How many.
        #[serde(default = "five_megabytes")]
        bytes: usize,
    },
    /// 200 with lists in lists.
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
    /// 429 or 503 with a `Retry-After`.
    RetryAfter {
        /// The status.
        #[serde(default = "too_many")]
        status: u16,
        /// The header.
        after: After,
    },
}

/// A `Retry-After`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// So many seconds.
    Seconds(u64),
    /// The date so many seconds from now; in the past if negative.
    DateIn(i64),
    /// Whatever this says.
    Text(String),
    /// No header.
    Nothing,
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
