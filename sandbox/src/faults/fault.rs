//! One fault: the reply, when the work is done, and the delays.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Reply, Work};
use crate::cors::CorsGap;
use crate::serve::Disconnect;

/// The default delay from the reply to late work.
pub const LATE: Duration = Duration::from_millis(1_500);

/// A fault: a reply, and independent of it, when the work is done. A read has no work.
///
/// ```
/// use sandbox::{Fault, Reply};
/// use std::time::Duration;
///
/// // The connection is reset at once, and the task is archived two seconds later. The next request is answered as
/// // usual.
/// let fault = Fault::reply(Reply::Reset).work_later(Duration::from_secs(2)).times(1);
/// # let _ = fault;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// The reply.
    pub reply: Reply,
    /// Headers that are added to the reply, or replace those of the same name.
    pub headers: BTreeMap<String, String>,
    /// Breaks the connection after the first half of the reply's body.
    pub cut: Option<Disconnect>,
    /// When the work is done. Left out: before the usual reply, and never with any other.
    pub work: Option<Work>,
    /// Milliseconds from the reply, or from the break of the connection, to late work.
    pub late_ms: u64,
    /// How many requests it is injected into; left out, all of them.
    pub times: Option<u32>,
    /// Milliseconds to wait before the work that is done before the reply.
    pub before_ms: u64,
    /// Milliseconds to wait between that work and the reply.
    pub after_ms: u64,
    /// Which response lacks its CORS headers.
    pub cors: Option<CorsGap>,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            reply: Reply::Usual,
            headers: BTreeMap::new(),
            cut: None,
            work: None,
            late_ms: milliseconds(LATE),
            times: None,
            before_ms: 0,
            after_ms: 0,
            cors: None,
        }
    }
}

impl Fault {
    /// The usual reply, to be delayed or sent without CORS headers. Armed with `times` before another fault, it lets
    /// that many requests pass.
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

    /// A fixture (a file of `tests/answers` without `.http`), without doing the work.
    pub fn fixture(name: impl Into<String>) -> Self {
        Self::reply(Reply::Fixture { name: name.into() })
    }

    /// Any status with a JSON body, without doing the work.
    pub fn status(status: u16, body: impl Into<String>) -> Self {
        Self::reply(Reply::Status {
            status,
            content_type: "application/json".to_owned(),
            body: body.into(),
        })
    }

    /// Adds a header to the reply.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Breaks the connection after the first half of the reply's body.
    #[must_use]
    pub fn cut(self, then: Disconnect) -> Self {
        Self {
            cut: Some(then),
            ..self
        }
    }

    /// Chooses when the work is done.
    #[must_use]
    pub fn work(self, work: Work) -> Self {
        Self {
            work: Some(work),
            ..self
        }
    }

    /// The work is done before the reply.
    #[must_use]
    pub fn after_work(self) -> Self {
        self.work(Work::Before)
    }

    /// The work is done this long after the reply, even if the connection is gone by then.
    #[must_use]
    pub fn work_later(self, delay: Duration) -> Self {
        self.work(Work::Later).late_by(delay)
    }

    /// The work is done before the reply, and again this long after it.
    #[must_use]
    pub fn work_twice(self, delay: Duration) -> Self {
        self.work(Work::Twice).late_by(delay)
    }

    /// Changes the time from the reply to late work.
    #[must_use]
    pub fn late_by(self, delay: Duration) -> Self {
        Self {
            late_ms: milliseconds(delay),
            ..self
        }
    }

    /// Limits how many requests it is injected into.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self {
            times: Some(times),
            ..self
        }
    }

    /// Waits before the work. The work is done even if the client disconnects in the meantime, as behind a real gateway.
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

    /// Omits the CORS headers.
    #[must_use]
    pub fn without_cors(self, gap: CorsGap) -> Self {
        Self {
            cors: Some(gap),
            ..self
        }
    }

    /// When the work is done, with the default filled in.
    pub(crate) fn when(&self) -> Work {
        self.work.unwrap_or(match self.reply {
            Reply::Usual => Work::Before,
            _ => Work::Never,
        })
    }
}

/// Without `times` the first of several faults would be injected into all requests, and the others into none.
pub(crate) fn in_sequence(faults: Vec<Fault>) -> Vec<Fault> {
    let once = |fault: Fault| Fault {
        times: fault.times.or(Some(1)),
        ..fault
    };
    faults.into_iter().map(once).collect()
}

fn milliseconds(delay: Duration) -> u64 {
    u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)
}
