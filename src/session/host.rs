//! The host of a widget: the element, or a Yew application.

use core::future::Future;
use core::pin::Pin;

use super::{Details, ProblemDetails, Session};
use crate::archive::{Operation, State};
use crate::client::TokenProvider;

/// What the host is told. Never contains the token.
///
/// ```
/// use tallyfy_archive::Announcement;
///
/// fn is_final(announcement: &Announcement) -> bool {
///     !matches!(announcement, Announcement::State { .. } | Announcement::Unknown { .. })
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Announcement {
    /// The state changed.
    State {
        /// The state before.
        previous: State,
        /// The state now.
        state: State,
    },
    /// The task is archived.
    Archived {
        /// Which task.
        details: Details,
        /// HTTP status of the response that proved it; `None` if a read did.
        status: Option<u16>,
        /// Whether it was archived before anything was sent; `None` if it is not known who did it.
        already_archived: Option<bool>,
    },
    /// The task is restored.
    Restored {
        /// Which task.
        details: Details,
        /// HTTP status of the response that proved it; `None` if a read did.
        status: Option<u16>,
    },
    /// The operation did not happen and will not.
    Refused {
        /// Which task.
        details: Details,
        /// The operation.
        operation: Operation,
        /// Why.
        problem: ProblemDetails,
    },
    /// The operation may have happened.
    Unknown {
        /// Which task.
        details: Details,
        /// The operation.
        operation: Operation,
        /// Why that is not known.
        problem: ProblemDetails,
        /// Whether the widget goes on checking by itself.
        checking: bool,
    },
}

/// The host's decision whether the item in review may be archived.
pub(crate) enum Approval {
    /// Decided.
    Decided(bool),
    /// Not decided yet.
    Pending(Pin<Box<dyn Future<Output = bool>>>),
}

/// The host of a widget.
pub(crate) trait Host: TokenProvider {
    /// Called on every change of state and every outcome.
    fn announce(&self, announcement: Announcement);

    /// Whether the item in review may be archived. Called before the DELETE is sent.
    fn approve(&self, details: Details) -> Approval;

    /// Called whenever there is something new to remember, and before anything is sent. A host whose memory outlives the
    /// session keeps its [record](Session::with_record).
    fn remember(&self, _: &Session) {}

    /// A change went into flight, or none is left. While one is in flight, the host should ask before the page is left.
    fn change_in_flight(&self, is_in_flight: bool);
}
