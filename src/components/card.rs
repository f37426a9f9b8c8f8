//! The root component of the widget: which parts are rendered in which state.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use super::action::action_button;
use super::background::background;
use super::date_time;
use super::focus::Focus;
use super::form::{FormParts, form};
use super::problem_panel::problem_panel;
use super::progress::progress;
use super::response_panel::response_panel;
use super::task_details::task_details;
use super::view_data;
use crate::archive::{Action, Phase, State};
use crate::client::now_ms;
use crate::messages::{MessageKey, status_text};
use crate::session::{Field, Session, SessionEvent};

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
    spinner_delay: Option<Timeout>,
    focus: Rc<Focus>,
}

/// Why the card may have to be rendered again.
pub(crate) enum Message {
    /// Something has happened in the session.
    Session(SessionEvent),
    /// The delay of the spinner is over.
    SpinnerDelayOver,
}

impl Component for Card {
    type Message = Message;
    type Properties = SessionProps;

    fn create(ctx: &Context<Self>) -> Self {
        let session = &ctx.props().session;
        let link = ctx.link().clone();
        session.watch(Some(Rc::new(move |event| link.send_message(Message::Session(event)))));
        let focus = Rc::new(Focus::new(session.state()));
        let action_focus = focus.clone();
        // These call the session synchronously: if Yew queued a message, the page could change the state before the
        // click is processed.
        let (input, action_session) = (session.clone(), session.clone());
        Self {
            node: NodeRef::default(),
            on_input: Callback::from(move |(field, text)| {
                input.enter(field, text);
                input.entered().get(field).to_owned()
            }),
            on_action: Callback::from(move |(job, action)| perform(&action_session, &action_focus, job, action)),
            spinner_delay: None,
            focus,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Session(SessionEvent::Changed) | Message::SpinnerDelayOver => {}
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
            Timeout::new(0, date_time::prepare_format).forget();
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let session = &ctx.props().session;
        let (machine, options) = (session.machine(), session.options());
        let (messages, phase, state) = (&options.messages, machine.phase(), machine.state());
        self.focus.before_render(self.node.cast::<Element>().as_ref(), state);

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
                ref={&self.node}
                class="card"
                data-compact={is_compact.then_some("")}
                data-state={state.as_str()}
            >
                <p class="status" role="status" tabindex="-1" data-focus={status.map(|_| "")}>
                    if let Some(status) = status {
                        { messages.get(status) }
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
                    <p class="hint">{ messages.get(MessageKey::ReviewHint) }</p>
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

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(card) = self.node.cast::<Element>() {
            self.focus.after_render(&card);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().session.watch(None);
    }
}

/// `job`: the one that was in front when the button was rendered. If another one is in front by now, the user has not
/// seen it, and nothing happens.
fn perform(session: &Session, focus: &Focus, job: Option<u32>, action: Action) {
    if session.machine().current() != job {
        return;
    }
    // The button is still there during the delay of the spinner, but must not cancel the operation.
    if action == Action::StartOver && session.state().is_busy() {
        return;
    }
    focus.set_user_initiated(true);
    session.perform(action);
}
