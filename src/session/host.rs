//! Who the widget belongs to: the element, or a Yew application.

use core::future::Future;
use core::pin::Pin;

use super::{Details, ProblemDetails};
use crate::archive::{Operation, State};

/// What the host is told. It never holds the token.
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
        /// Whether it was archived before anything was sent; `None` where that is not known.
        already_archived: Option<bool>,
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
        /// Whether the widget goes on checking by itself.
        checking: bool,
    },
}

/// A token on its way: the text, or `None` where the host failed to give one.
///
/// ```
/// use tallyfy_archive::TokenAnswer;
///
/// fn get_token(_: ()) -> TokenAnswer {
///     Box::pin(async { Some("secret".to_owned()) })
/// }
/// ```
pub type TokenAnswer = Pin<Box<dyn Future<Output = Option<String>>>>;

/// Whether the item in review may be archived, as the host says it.
pub enum Approval {
    /// It says so at once.
    Given(bool),
    /// It will say so, and may take its time.
    Pending(Pin<Box<dyn Future<Output = bool>>>),
}

/// Who the widget belongs to.
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
    /// Something happened.
    fn announce(&self, announcement: Announcement);

    /// Whether the item in review may be archived; asked right before the DELETE is sent.
    fn approve(&self, details: Details) -> Approval;

    /// The token for the next request; `None` where the host leaves that to the person. `refresh` is whether the one
    /// before was refused.
    fn token(&self, refresh: bool) -> Option<TokenAnswer>;

    /// Whether [`Host::token`] would answer.
    fn gives_token(&self) -> bool;

    /// A change is in flight, or none is any more: while one is, leaving the page should be asked about.
    fn change_in_flight(&self, is_in_flight: bool);
}
