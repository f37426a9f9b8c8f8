//! Who the widget belongs to: the element, or a Yew application.

use core::future::Future;
use core::pin::Pin;

use super::{Details, ProblemDetails};
use crate::archive::{Operation, State};

/// What the host is told. It never holds the token.
#[derive(Clone, Debug, PartialEq)]
pub enum Announcement {
    /// The state changed.
    State {
        /// From this.
        previous: State,
        /// To this.
        state: State,
    },
    /// The task is archived.
    Archived {
        /// Which task.
        details: Details,
        /// The status of the answer that said so; `None` where it was seen by reading.
        status: Option<u16>,
        /// Whether it was archived before anything was sent.
        already_archived: bool,
    },
    /// The task is back.
    Restored {
        /// Which task.
        details: Details,
        /// The status of the answer that said so; `None` where it was seen by reading.
        status: Option<u16>,
    },
    /// It did not work, and nothing changed.
    Refused {
        /// Which task.
        details: Details,
        /// What did not work.
        operation: Operation,
        /// Why.
        problem: ProblemDetails,
    },
    /// It may or may not have worked.
    Unknown {
        /// Which task.
        details: Details,
        /// What may have worked.
        operation: Operation,
        /// Why that is not known.
        problem: ProblemDetails,
    },
}

/// A token on its way: the text, or `None` where the host failed to give one.
pub type TokenAnswer = Pin<Box<dyn Future<Output = Option<String>>>>;

/// Who the widget belongs to.
pub trait Host {
    /// Something happened.
    fn announce(&self, announcement: Announcement);

    /// Whether the task may be archived; asked right before the DELETE is sent.
    fn permits(&self, details: Details) -> bool;

    /// The token for the next request; `None` where the host leaves that to the person.
    fn token(&self) -> Option<TokenAnswer>;

    /// Whether [`Host::token`] would answer.
    fn gives_token(&self) -> bool;
}
