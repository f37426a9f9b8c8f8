//! The whole widget: which parts are shown in which state, and where the focus goes.

use std::cell::Cell;

use gloo_timers::callback::Timeout;
use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::copy::Copied;
use super::drawing::{Drawing, fixed, open};
use super::listener::Listener;
use super::moment;
use super::view::View;
use crate::archive::{Phase, State};
use crate::reasons;
use crate::session::Session;
use crate::words::Word;

/// Where the focus goes when the person's operation moved on: the first wrong field, or what there is to read.
const FOCUS: [&str; 2] = ["[aria-invalid=true]", "[data-focus]"];

/// For how many milliseconds the screen stays as it is when something begins: what is over in a moment should neither
/// flicker nor take the focus away twice.
const FIRST_MOMENT: u32 = 300;

/// A running session.
///
/// ```
/// use tallyfy_archive::components::SessionProps;
/// use tallyfy_archive::session::Session;
///
/// fn props(session: Session) -> SessionProps {
///     SessionProps { session, root: None }
/// }
/// ```
#[derive(Clone, PartialEq, Properties)]
pub struct SessionProps {
    /// The session.
    pub session: Session,
    /// What the card is drawn into, and nothing else: it is listened to before the card is there. Without it the card
    /// is, once it is drawn, and Yew may let a person do something in between.
    #[prop_or_default]
    pub root: Option<Element>,
}

/// Shows a running session. A component with a state of its own and no hooks: those would weigh six kilobytes more.
///
/// ```
/// use tallyfy_archive::components::Card;
/// use tallyfy_archive::session::Session;
/// use yew::prelude::*;
///
/// fn show(session: &Session) -> Html {
///     html! { <Card session={session.clone()} /> }
/// }
/// ```
pub struct Card {
    node: NodeRef,
    copied: Option<Copied>,
    /// State and number of outcomes as they are drawn, and as they were when the focus was last placed.
    drawn: Cell<(State, u32)>,
    placed: (State, u32),
    tick: Option<Timeout>,
    listener: Option<Listener>,
}

/// Why the card is drawn again.
///
/// ```
/// use tallyfy_archive::components::{Card, Message};
/// use yew::html::Scope;
///
/// fn draw(card: &Scope<Card>) {
///     card.send_message(Message::Changed);
/// }
/// ```
pub enum Message {
    /// There is something new to show, or time went by.
    Changed,
    /// Something was copied, or not.
    #[doc(hidden)]
    Copied(Copied),
}

impl Component for Card {
    type Message = Message;
    type Properties = SessionProps;

    fn create(context: &Context<Self>) -> Self {
        let session = &context.props().session;
        session.watch(Some(context.link().callback(|()| Message::Changed)));
        Self {
            node: NodeRef::default(),
            copied: None,
            drawn: Cell::new((session.state(), session.outcomes())),
            placed: (session.state(), session.outcomes()),
            tick: None,
            listener: context.props().root.clone().map(|root| listen(root, context)),
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        if let Message::Copied(copied) = message {
            self.copied = Some(copied);
        }
        let session = &context.props().session;
        // A timer may be a little early.
        let is_fresh = Date::now() - session.busy_since() + 10.0 < f64::from(FIRST_MOMENT);
        let waits = session.state().is_busy() && is_fresh;
        if waits {
            self.draw_after(FIRST_MOMENT, context);
            // While the answer is under way, and not before the request is.
            Timeout::new(0, moment::prepare).forget();
        }
        !waits
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let session = &context.props().session;
        let view = View::of(session, self.copied.as_ref());
        let state = session.state();
        self.drawn.set((state, session.outcomes()));
        let is_compact = state == State::Idle && !view.has_fields();
        let class = if is_compact { "card compact" } else { "card" };

        let mut drawing = Drawing::default();
        let to = &mut drawing;
        open!(to, "div", "class": class, "data-state": state.as_str());
        if let Some(card) = to.last() {
            card.node_ref = self.node.clone();
        }
        view.status(to);
        view.progress(to);
        view.problem(to);
        view.details(to);
        if state == State::Review {
            to.element("p", fixed!("class": "hint"), view.word(Word::ReviewHint));
        } else {
            to.nothing();
        }
        if view.is_form_shown() {
            view.form(to);
        } else {
            to.nothing();
        }
        view.actions(to);
        view.response(to);
        to.close();
        drawing.finish()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let session = &context.props().session;
        let state = session.state();
        // One second at a time: an interval would go on calling memory that is gone, should this module ever break.
        self.tick = None;
        if state.is_busy() {
            self.draw_after(1_000, context);
        }
        let Some(card) = self.node.cast::<Element>() else {
            return;
        };
        if self.listener.is_none() {
            self.listener = Some(listen(card.clone(), context));
        }
        // Yew may let other things happen between drawing and this.
        let drawn = self.drawn.get();
        if self.placed != drawn {
            self.placed = drawn;
            if session.is_by_person() {
                focus(&card);
            }
        }
    }

    fn destroy(&mut self, context: &Context<Self>) {
        context.props().session.watch(None);
    }
}

impl Card {
    fn draw_after(&mut self, milliseconds: u32, context: &Context<Self>) {
        let link = context.link().clone();
        self.tick = Some(Timeout::new(milliseconds, move || link.send_message(Message::Changed)));
    }
}

impl View<'_> {
    /// What came of it, where that is no problem.
    fn status(&self, to: &mut Drawing) {
        let headline = match self.machine.phase() {
            Phase::Refused { .. } | Phase::Unknown { .. } => None,
            phase => reasons::headline(phase),
        };
        open!(to, "p", "class": "status", "role": "status", "tabindex": "-1", "data-focus": headline.map(|_| ""));
        if let Some(word) = headline {
            to.text(self.word(word));
        }
        to.close();
    }
}

fn listen(root: Element, context: &Context<Card>) -> Listener {
    Listener::new(root, context.props().session.clone(), context.link().clone())
}

fn focus(card: &Element) {
    let target = FOCUS
        .iter()
        .find_map(|selector| card.query_selector(selector).ok().flatten());
    if let Some(target) = target {
        // A failure to focus is nothing a person could do anything about.
        let _ = target.unchecked_ref::<HtmlElement>().focus();
    }
}
