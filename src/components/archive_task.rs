//! The component for Yew applications.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;

use super::Card;
use super::page_events::PageEvents;
use super::popover::show_popover;
use super::shadow::Shadow;
use crate::client::{Credentials, TokenAnswer, TokenProvider};
use crate::messages::Messages;
use crate::session::{
    Announcement, Approval, Confirm, DEFAULT_TIMEOUT, Details, Host, Layout, Options, Session, given, timeout_ms,
};
use crate::tallyfy::ApiBase;

/// The options of the widget, like the attributes of `<tallyfy-archive-task>` with the same names.
#[derive(Clone, PartialEq, Properties)]
pub struct ArchiveTaskProps {
    /// Organization ID. If absent or blank, a field is shown.
    #[prop_or_default]
    pub org_id: Option<AttrValue>,
    /// Task ID. If absent or blank, a field is shown.
    #[prop_or_default]
    pub task_id: Option<AttrValue>,
    /// Base URL of the API: https, http on loopback, or a path on the page's own origin.
    #[prop_or(AttrValue::Static(ApiBase::DEFAULT))]
    pub api_base: AttrValue,
    /// Whether the task is reviewed before it is archived.
    #[prop_or_default]
    pub confirm: Confirm,
    /// Whether it is a card, or one line for a row of a table.
    #[prop_or_default]
    pub layout: Layout,
    /// What a row calls the task until its title has been read.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Timeout of one request, in seconds; 0 means the default of 30, and a day is the maximum.
    #[prop_or(DEFAULT_TIMEOUT)]
    pub timeout: u32,
    /// Whether requests are sent with the browser's credentials. Unless omitted, no token is needed.
    #[prop_or_default]
    pub credentials: Credentials,
    /// Access token. If neither this nor `get_token` is set, a field is shown.
    #[prop_or_default]
    pub token: Option<AttrValue>,
    /// Returns the token; called before every request. Takes precedence over `token`.
    #[prop_or_default]
    pub get_token: Option<Callback<(), TokenAnswer>>,
    /// The texts of the widget.
    #[prop_or_default]
    pub messages: Messages,
    /// Called before the DELETE is sent; if it returns `false`, the task stays in review.
    #[prop_or_default]
    pub on_before_archive: Option<Callback<Details, bool>>,
    /// Called on every change of state and every outcome.
    #[prop_or_default]
    pub on_announce: Callback<Announcement>,
}

/// Archives a Tallyfy task, and restores it.
///
/// It is rendered into a shadow root, with the styles of the element. The application styles it like the element, by
/// parts and custom properties, with the selector `.tallyfy-archive-task`.
///
/// An application that knows the task sets both IDs, provides the token from its own session, and removes the task from
/// its list when `on_announce` reports that it is archived:
///
/// ```
/// use tallyfy_archive::{Announcement, ArchiveTask, TokenAnswer};
/// use yew::prelude::*;
///
/// #[derive(PartialEq, Properties)]
/// struct RowProps {
///     id: AttrValue,
///     on_archived: Callback<AttrValue>,
/// }
///
/// #[component]
/// fn Row(props: &RowProps) -> Html {
///     let on_announce = {
///         let (id, on_archived) = (props.id.clone(), props.on_archived.clone());
///         move |announcement| {
///             if let Announcement::Archived { .. } = announcement {
///                 on_archived.emit(id.clone());
///             }
///         }
///     };
///     // Called before every request, so the session may renew the token. An `Err` is shown in the widget.
///     let get_token = Callback::from(|()| -> TokenAnswer {
///         Box::pin(async { session_token().await.ok_or_else(|| "Your session has ended.".into()) })
///     });
///     html! {
///         <ArchiveTask
///             org_id="0a1b2c3d4e5f60718293a4b5c6d7e8f9"
///             task_id={&props.id}
///             {get_token}
///             {on_announce}
///         />
///     }
/// }
/// # async fn session_token() -> Option<String> { None }
/// ```
#[component]
pub fn ArchiveTask(props: &ArchiveTaskProps) -> Html {
    let host = use_memo((), |()| AppHost::new(props.clone()));
    let session = use_memo((), |()| {
        let session = Session::new(host.clone(), options(props));
        session.set_token(props.token.as_deref());
        session
    });
    use_effect_with(props.clone(), {
        let (host, session) = (host.clone(), session.clone());
        move |props| {
            let old = host.props.replace(props.clone());
            session.configure(options(props));
            if props.token != old.token {
                session.set_token(props.token.as_deref());
            }
        }
    });
    use_effect_with((), {
        let session = session.clone();
        move |()| {
            host.page_events.replace(Some(Rc::new(PageEvents::new(&session))));
            move || drop(host.page_events.take())
        }
    });
    html! { <Shadow layout={props.layout}><Card session={(*session).clone()} /></Shadow> }
}

fn options(props: &ArchiveTaskProps) -> Options {
    let text = |value: &AttrValue| value.as_str().to_owned();
    Options {
        org_id: given(props.org_id.as_ref().map(text)),
        task_id: given(props.task_id.as_ref().map(text)),
        api_base: given(Some(text(&props.api_base))).unwrap_or_else(|| ApiBase::DEFAULT.to_owned()),
        confirm: props.confirm,
        layout: props.layout,
        label: given(props.label.as_ref().map(text)),
        timeout: timeout_ms(f64::from(props.timeout)),
        credentials: props.credentials,
        messages: props.messages.clone(),
    }
}

struct AppHost {
    props: RefCell<ArchiveTaskProps>,
    /// While the component is mounted.
    page_events: RefCell<Option<Rc<PageEvents>>>,
}

impl AppHost {
    fn new(props: ArchiveTaskProps) -> Self {
        Self {
            props: RefCell::new(props),
            page_events: RefCell::default(),
        }
    }
}

impl Host for AppHost {
    fn announce(&self, announcements: Vec<Announcement>) {
        for announcement in announcements {
            let callback = self.props.borrow().on_announce.clone();
            callback.emit(announcement);
        }
    }

    fn approve(&self, details: Details) -> Approval {
        let callback = self.props.borrow().on_before_archive.clone();
        Approval::Decided(callback.is_none_or(|callback| callback.emit(details)))
    }

    fn change_in_flight(&self, is_in_flight: bool) {
        let page_events = self.page_events.borrow().clone();
        if let Some(page_events) = page_events {
            page_events.set_change_in_flight(is_in_flight);
        }
    }

    fn show_popover(&self, popover: &Element, row: &Element, on_close: &JsValue) {
        show_popover(popover, row, on_close);
    }
}

impl TokenProvider for AppHost {
    fn token(&self, _refresh: bool, _origin: &str) -> Option<TokenAnswer> {
        let callback = self.props.borrow().get_token.clone();
        callback.map(|callback| callback.emit(()))
    }

    fn provides_token(&self) -> bool {
        self.props.borrow().get_token.is_some()
    }
}
