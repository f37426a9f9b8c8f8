//! What a person does with the card, and what that means.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlInputElement};
use yew::html::Scope;

use super::{Card, copy, form};
use crate::archive::Input;
use crate::session::{Field, Session};

/// What is listened to.
const EVENTS: [&str; 3] = ["click", "input", "submit"];

/// The attribute that says what a button does.
const PRESS: &str = "data-press";

/// What a button does.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Press {
    /// What the form is for.
    Begin,
    Archive,
    Restore,
    Cancel,
    StartOver,
}

impl Press {
    const ALL: [Self; 5] = [Self::Begin, Self::Archive, Self::Restore, Self::Cancel, Self::StartOver];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Archive => "archive",
            Self::Restore => "restore",
            Self::Cancel => "cancel",
            Self::StartOver => "start-over",
        }
    }

    fn of(button: &Element) -> Option<Self> {
        let name = button.get_attribute(PRESS)?;
        Self::ALL.into_iter().find(|press| press.as_str() == name)
    }

    fn act(self, session: &Session) {
        session.set_by_person(true);
        match self {
            Self::Begin => form::begin(session),
            Self::Archive => session.archive(),
            Self::Restore => session.restore(),
            Self::Cancel => session.dispatch(Input::Cancel),
            // In its first moment an operation has not taken this button away yet, and it is no way to cancel one.
            Self::StartOver if session.state().is_busy() => {}
            Self::StartOver => session.dispatch(Input::Reset),
        }
    }
}

/// Listens to what a card is drawn into, or to the card, and stops when it is dropped. Yew's way, a listener for each
/// button, would weigh two and a half kilobytes more of what every page downloads, and Yew never takes its listeners
/// back.
pub(super) struct Listener {
    root: Element,
    callback: Closure<dyn Fn(Event)>,
}

impl Listener {
    pub(super) fn new(root: Element, session: Session, link: Scope<Card>) -> Self {
        let callback = Closure::new(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(target) = target {
                heard(&event, &target, &session, &link);
            }
        });
        for event in EVENTS {
            // It throws for a callback that is not one.
            let _ = root.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
        }
        Self { root, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for event in EVENTS {
            let callback = self.callback.as_ref().unchecked_ref();
            let _ = self.root.remove_event_listener_with_callback(event, callback);
        }
    }
}

fn heard(event: &Event, target: &Element, session: &Session, link: &Scope<Card>) {
    match event.type_().as_str() {
        "submit" => {
            event.prevent_default();
            form::begin(session);
        }
        "input" => {
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                let name = input.name();
                if let Some(field) = Field::ALL.into_iter().find(|field| field.as_str() == name) {
                    session.enter(field, input.value());
                }
            }
        }
        _ => {
            if let Some(press) = Press::of(target) {
                press.act(session);
            } else if let (Some(text), Some(name)) = (target.get_attribute(copy::TEXT), target.get_attribute("name")) {
                copy::begin(name, text, link.clone());
            }
        }
    }
}
