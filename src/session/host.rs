//! The host of a widget: the element, or a Yew application.

use core::future::Future;
use core::pin::Pin;

use wasm_bindgen::JsValue;

use super::{Details, ProblemDetails, Session};
use crate::archive::{Operation, State};

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

/// A future token, or why the host has none: a string or an `Error`. People get to see the text of it, and the console
/// gets all of it.
///
/// ```
/// use tallyfy_archive::TokenAnswer;
///
/// fn get_token(_: ()) -> TokenAnswer {
///     Box::pin(async { Err("Your session has ended.".into()) })
/// }
/// ```
pub type TokenAnswer = Pin<Box<dyn Future<Output = Result<String, JsValue>>>>;

/// The host's decision whether the item in review may be archived.
pub enum Approval {
    /// Decided.
    Given(bool),
    /// Not decided yet.
    Pending(Pin<Box<dyn Future<Output = bool>>>),
}

/// The host of a widget.
///
/// ```
/// use std::rc::Rc;
/// use tallyfy_archive::session::{Approval, Host, Options, Session};
/// use tallyfy_archive::{Announcement, Details, TokenAnswer};
///
/// struct Silent;
///
/// impl Host for Silent {
///     fn announce(&self, _: Announcement) {}
///
///     fn approve(&self, _: Details) -> Approval {
///         Approval::Given(true)
///     }
///
///     fn token(&self, _refresh: bool) -> Option<TokenAnswer> {
///         None
///     }
///
///     fn gives_token(&self) -> bool {
///         false
///     }
///
///     fn change_in_flight(&self, _: bool) {}
/// }
///
/// let session = Session::new(Rc::new(Silent), Options::default());
/// assert!(!session.has_token());
/// session.set_token(Some("secret"));
/// assert!(session.has_token() && session.is_token_from_page());
/// ```
pub trait Host {
    /// Called on every change of state and every outcome.
    fn announce(&self, announcement: Announcement);

    /// Whether the item in review may be archived. Called before the DELETE is sent.
    fn approve(&self, details: Details) -> Approval;

    /// The token for the next request; `None` if a person has to enter it. `refresh`: the last one was answered with a
    /// 401.
    fn token(&self, refresh: bool) -> Option<TokenAnswer>;

    /// Whether [`Host::token`] returns a token.
    fn gives_token(&self) -> bool;

    /// Called whenever there is something new to remember, and before anything is sent. A host whose memory outlives the
    /// session keeps its [record](Session::with_record).
    fn remember(&self, _: &Session) {}

    /// A change went into flight, or none is left. While one is in flight, the host should ask before the page is left.
    fn change_in_flight(&self, is_in_flight: bool);
}
