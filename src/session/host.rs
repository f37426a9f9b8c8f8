//! The host of a widget: the element, or a Yew application.

use core::future::Future;
use core::pin::Pin;

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::{Details, ProblemDetails};
use crate::archive::{Operation, State};
use crate::client::TokenProvider;

/// An outcome or a change of state, passed to `on_announce` of [`ArchiveTask`](crate::ArchiveTask). Never contains the
/// token.
///
/// An operation ends with `Archived`, `Restored` or `Refused`. After `Unknown`, one of them follows as soon as the
/// outcome is known, which may take user action:
///
/// ```
/// use tallyfy_archive::Announcement;
///
/// fn log_entry(announcement: &Announcement) -> Option<String> {
///     match announcement {
///         Announcement::Archived { details, already_archived: Some(true), .. } => {
///             Some(format!("{:?} was already archived", details.id))
///         }
///         Announcement::Archived { details, .. } => Some(format!("{:?} is archived", details.id)),
///         Announcement::Restored { details, .. } => Some(format!("{:?} is restored", details.id)),
///         Announcement::Refused { operation, problem, .. } => {
///             Some(format!("{} refused: {}", operation.as_str(), problem.title))
///         }
///         // Not a failure: the task may be archived. Do not try again, wait for the next announcement.
///         Announcement::Unknown { checking, .. } => (!checking).then(|| "please check in Tallyfy".to_owned()),
///         Announcement::State { .. } => None,
///     }
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
        /// Whether the widget checks again by itself. If not, the user or the page has to start a check.
        checking: bool,
    },
}

/// The host's decision whether to archive the item in review.
pub(crate) enum Approval {
    /// Decided.
    Decided(bool),
    /// Not decided yet.
    Pending(Pin<Box<dyn Future<Output = bool>>>),
}

/// The host of a widget.
pub(crate) trait Host: TokenProvider {
    /// Called for every change of state and every outcome, with all that a message has caused.
    fn announce(&self, announcements: Vec<Announcement>);

    /// Whether to archive the item in review. Called before the DELETE is sent.
    fn approve(&self, details: Details) -> Approval;

    /// Called when a change is in flight and when none is left. While one is, the host asks before the page is left.
    fn change_in_flight(&self, is_in_flight: bool);

    /// Shows a popover next to a row, unless it is shown already: `static/element/popover.js`. `on_close` is called when
    /// the user has closed it, with whether it had the focus.
    fn show_popover(&self, popover: &Element, row: &Element, on_close: &JsValue);
}
