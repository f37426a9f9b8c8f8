//! The root component of the widget: which parts are rendered in which state.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::Closure;
use web_sys::Element;
use yew::prelude::*;

use super::action::action_button;
use super::background::background;
use super::date_time;
use super::filled::FilledFields;
use super::focus::{Focus, is_focus_elsewhere};
use super::form::{FormParts, form};
use super::popover::{Popover, PopoverParts, popover};
use super::problem_panel::problem_panel;
use super::progress::progress;
use super::response_panel::response_panel;
use super::row::{self, RowParts, row};
use super::task_details::task_details;
use super::text::text;
use super::view_data;
use crate::archive::{Action, Phase, State};
use crate::client::now_ms;
use crate::messages::{MessageKey, status_text};
use crate::session::{Field, Layout, Session, SessionEvent};

/// Delay of the spinner in milliseconds: a short operation should neither flicker nor move the focus twice.
pub(crate) const SPINNER_DELAY_MS: u32 = 300;

/// The session to render.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SessionProps {
    /// The session.
    pub session: Session,
}

/// Renders a session.
pub(crate) struct Card {
    node: NodeRef,
    on_input: Callback<(Field, String), String>,
    /// Receives an action, and the job that was in front when its button was rendered.
    on_action: Callback<(Option<u32>, Action)>,
    /// Called when the button of a row at rest is pressed, with the job that was in front when it was rendered.
    on_row_submit: Callback<Option<u32>>,
    on_open: Callback<()>,
    popover: Popover,
    spinner_delay: Option<Timeout>,
    format_preparation: Option<Timeout>,
    filled: Rc<FilledFields>,
    focus: Rc<Focus>,
}

/// Why the card may have to be rendered again.
pub(crate) enum Message {
    /// Something has happened in the session.
    Session(SessionEvent),
    /// The delay of the spinner is over.
    SpinnerDelayOver,
    /// The popover of a row is to be opened.
    PopoverOpened,
    /// The user has closed the popover. Whether it had the focus.
    PopoverClosed(bool),
}

impl Component for Card {
    type Message = Message;
    type Properties = SessionProps;

    fn create(ctx: &Context<Self>) -> Self {
        let session = &ctx.props().session;
        let node = NodeRef::default();
        let filled = Rc::new(FilledFields::new(node.clone(), session.clone()));
        let (link, called) = (ctx.link().clone(), filled.clone());
        session.watch(Some(Rc::new(move |event| {
            if matches!(event, SessionEvent::CalledByPage) {
                called.enter();
            }
            link.send_message(Message::Session(event));
        })));
        let focus = Rc::new(Focus::new(session.state()));
        let action_focus = focus.clone();
        // These call the session synchronously: if Yew queued a message, the page could change the state before the
        // click is processed.
        let (input, action_session, row_session) = (session.clone(), session.clone(), session.clone());
        let (typed, action_filled) = (filled.clone(), filled.clone());
        let on_action = Callback::from(move |(job, action)| {
            // On a slow machine, the screen may still show another item.
            if action_session.machine().current() != job {
                return;
            }
            action_filled.enter();
            perform(&action_session, &action_focus, action);
        });
        let on_open = ctx.link().callback(|()| Message::PopoverOpened);
        let (begin, open) = (on_action.clone(), on_open.clone());
        Self {
            node,
            on_row_submit: Callback::from(move |job| {
                if view_data::form_fields(&row_session, row_session.machine().offer()).is_empty() {
                    begin.emit((job, Action::Begin));
                } else {
                    open.emit(());
                }
            }),
            on_open,
            popover: Popover::new(session.state()),
            on_input: Callback::from(move |(field, text)| {
                input.enter(field, text);
                let value = input.entered().get(field).to_owned();
                typed.see(field, value.clone());
                value
            }),
            on_action,
            spinner_delay: None,
            format_preparation: None,
            filled,
            focus,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Session(SessionEvent::Changed) => self.open_or_close_popover(&ctx.props().session),
            Message::SpinnerDelayOver => {}
            Message::PopoverOpened => {
                self.popover.is_open = true;
                self.focus.request();
                return true;
            }
            Message::PopoverClosed(had_focus) => {
                self.popover.is_open = false;
                if had_focus {
                    self.focus.restore();
                }
                return true;
            }
            // The session has changed, too, or will.
            Message::Session(SessionEvent::Outcome) => {
                self.focus.count_outcome();
                return false;
            }
            Message::Session(SessionEvent::CalledByPage) => {
                self.focus.set_user_initiated(false);
                return false;
            }
        }
        let session = &ctx.props().session;
        let is_delayed = match session.machine().phase() {
            Phase::Pending { since, .. } => now_ms() - since < f64::from(SPINNER_DELAY_MS),
            _ => false,
        };
        self.filled.enter();
        if !is_delayed || matches!(message, Message::SpinnerDelayOver) {
            // Not in `rendered`, which may be called after the next operation has started: Yew handles events in between.
            self.spinner_delay = None;
            return true;
        }
        if self.spinner_delay.is_none() {
            let link = ctx.link().clone();
            let over = move || link.send_message(Message::SpinnerDelayOver);
            self.spinner_delay = Some(Timeout::new(SPINNER_DELAY_MS, over));
            // While the request is in flight: it must not delay the request.
            self.format_preparation
                .get_or_insert_with(|| Timeout::new(0, date_time::prepare_format));
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let session = &ctx.props().session;
        self.focus
            .before_render(self.node.cast::<Element>().as_ref(), session.state());
        self.filled.see_all();
        if session.options().layout == Layout::Card {
            return self.card(session, self.node.clone());
        }
        let job = session.machine().current();
        row(&RowParts {
            session,
            node: &self.node,
            popover: self.popover.is_open.then(|| self.popover(session)),
            on_submit: &self.on_row_submit.reform(move |()| job),
            on_action: &self.on_action.reform(move |action| (job, action)),
            on_open: &self.on_open,
        })
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if let Some(node) = self.node.cast::<Element>() {
            let link = ctx.link().clone();
            self.popover.after_render(&ctx.props().session, &node, || {
                Closure::new(move |had_focus| link.send_message(Message::PopoverClosed(had_focus)))
            });
            self.focus.after_render(&node);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().session.watch(None);
    }
}

impl Card {
    /// Renders the card.
    fn card(&self, session: &Session, node: NodeRef) -> Html {
        let (machine, options) = (session.machine(), session.options());
        let (messages, phase, state) = (&options.messages, machine.phase(), machine.state());
        let offer = machine.offer();
        let fields = view_data::form_fields(session, offer);
        // Without fields, only the first step is a form.
        let submit = offer.primary.filter(|_| state == State::Idle || !fields.is_empty());
        let is_compact = state == State::Idle && fields.is_empty();
        let shown_fields: Vec<_> = fields.iter().map(|field| field.field).collect();
        let problem = problem_panel(session, &shown_fields);
        let status = status_text::headline(&phase).filter(|_| problem.is_none());
        let background_lines = view_data::background(session);
        let job = machine.current();
        let on_action = self.on_action.reform(move |action| (job, action));

        html! {
            <div
                ref={node}
                part="card"
                class="card"
                data-compact={is_compact.then_some("")}
                data-state={state.as_str()}
            >
                <p part="status" class="status" role="status" tabindex="-1" data-focus={status.map(|_| "")}>
                    if let Some(status) = status {
                        { text(messages.get(status)) }
                    }
                </p>
                if let Phase::Pending { operation, activity, since } = phase {
                    { progress(messages, operation, activity, since) }
                }
                { problem }
                if let (Some(task), Some(target)) = (machine.item(), machine.target()) {
                    { task_details(messages, task, target) }
                }
                if state == State::Review {
                    <p part="hint" class="hint">{ text(messages.get(MessageKey::ReviewHint)) }</p>
                }
                if let Some(submit) = submit {
                    { form(&FormParts {
                        messages,
                        fields: &fields,
                        submit,
                        submit_label: view_data::submit_label(submit, options.confirm),
                        secondary: offer.secondary,
                        on_input: &self.on_input,
                        on_action: &on_action,
                    }) }
                } else if state != State::Idle {
                    <div class="actions">
                        for action in offer.primary.into_iter().chain(offer.secondary) {
                            { action_button(action, messages, &on_action) }
                        }
                    </div>
                }
                if let Some(exchange) = &*session.exchange() {
                    { response_panel(messages, exchange) }
                }
                if !background_lines.is_empty() {
                    { background(messages, &background_lines) }
                }
            </div>
        }
    }

    /// Renders the popover of a row: the card, in a dialog.
    fn popover(&self, session: &Session) -> Html {
        let options = session.options();
        popover(PopoverParts {
            node: &self.popover.node,
            messages: &options.messages,
            name: row::item_name(session).as_deref(),
            other_label: options.label.as_deref().filter(|_| row::has_other_title(session)),
            content: self.card(session, NodeRef::default()),
        })
    }

    /// Opens the popover of a row at the question about an item that the page calls something else, and closes it when
    /// there is nothing left to do in it.
    fn open_or_close_popover(&mut self, session: &Session) {
        let state = session.state();
        if self.popover.state == state {
            return;
        }
        self.popover.state = state;
        match state {
            State::Review if row::has_other_title(session) && self.focus.is_user_initiated() => {
                // Where else the user is by now, another popover would be closed.
                self.popover.is_open |= !self.node.cast::<Element>().is_some_and(|row| is_focus_elsewhere(&row));
            }
            State::Archived | State::Restored => self.popover.is_open = false,
            State::Idle => {
                let fields = view_data::form_fields(session, session.machine().offer());
                self.popover.is_open &= !fields.is_empty();
            }
            _ => {}
        }
    }
}

fn perform(session: &Session, focus: &Focus, action: Action) {
    // The button is still there during the delay of the spinner, but must not cancel the operation.
    if action == Action::StartOver && session.state().is_busy() {
        return;
    }
    focus.set_user_initiated(true);
    session.perform(action);
}
