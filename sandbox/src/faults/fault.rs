//! One fault: what the client gets, whether the work is done all the same, and how long it takes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Reply;
use crate::cors::CorsGap;

/// Something that goes wrong.
///
/// ```
/// use sandbox::{Fault, Reply};
///
/// // The task is archived, and the connection reset before the answer; the next request is answered as usual.
/// let fault = Fault::reply(Reply::Reset).after_work().times(1);
/// # let _ = fault;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// What the client gets.
    pub reply: Reply,
    /// Whether the operation is carried out. Left out, it is for the usual reply alone.
    pub work: Option<bool>,
    /// How often it strikes; left out, always.
    pub times: Option<u32>,
    /// Milliseconds to wait before the work.
    pub before_ms: u64,
    /// Milliseconds to wait between the work and the reply.
    pub after_ms: u64,
    /// Which answer lacks its cross-origin headers.
    pub cors: Option<CorsGap>,
}

impl Fault {
    /// No fault yet: the usual answer, to be delayed or to be sent without its cross-origin headers. In front of
    /// another fault, armed for a number of times, it lets as many requests pass.
    pub fn usual() -> Self {
        Self::default()
    }

    /// This reply, without doing the work.
    pub fn reply(reply: Reply) -> Self {
        Self {
            reply,
            ..Self::default()
        }
    }

    /// A recorded answer (a file of `tests/answers` without `.http`), without doing the work.
    pub fn recorded(name: impl Into<String>) -> Self {
        Self::reply(Reply::Recorded { name: name.into() })
    }

    /// Any status with a JSON body, without doing the work.
    pub fn status(status: u16, body: impl Into<String>) -> Self {
        Self::reply(Reply::Status {
            status,
            content_type: "application/json".to_owned(),
            body: body.into(),
        })
    }

    /// The work is done before the reply.
    #[must_use]
    pub fn after_work(self) -> Self {
        Self {
            work: Some(true),
            ..self
        }
    }

    /// Strikes only so often.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self {
            times: Some(times),
            ..self
        }
    }

    /// Waits before the work. Work once asked for is done even if the client goes away meanwhile, as it is behind
    /// a real gateway.
    #[must_use]
    pub fn delayed_before_work(self, delay: Duration) -> Self {
        Self {
            before_ms: milliseconds(delay),
            ..self
        }
    }

    /// Waits between the work and the reply.
    #[must_use]
    pub fn delayed_after_work(self, delay: Duration) -> Self {
        Self {
            after_ms: milliseconds(delay),
            ..self
        }
    }

    /// Leaves the cross-origin headers out.
    #[must_use]
    pub fn without_cors(self, gap: CorsGap) -> Self {
        Self {
            cors: Some(gap),
            ..self
        }
    }

    pub(crate) fn does_the_work(&self) -> bool {
        self.work.unwrap_or(self.reply == Reply::Usual)
    }
}

fn milliseconds(delay: Duration) -> u64 {
    u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)
}
