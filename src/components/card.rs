//! The whole widget: which parts are shown in which state, and where the focus goes.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::actions::Actions;
use super::details::TaskDetails;
use super::form::Form;
use super::problem::ProblemBox;
use super::progress::Progress;
use super::response::Response;
use crate::archive::{Phase, State};
use crate::reasons;
use crate::session::Session;
use crate::words::Word;

/// Where the focus goes when the person's operation moved on: the first wrong field, or what there is to read.
const FOCUS: &str = "[aria-invalid=true], [data-focus]";

/// A running session.
#[derive(Clone, PartialEq, Properties)]
pub struct SessionProps {
    /// The session.
    pub session: Session,
}

/// Shows a running session.
#[component]
pub fn Card(props: &SessionProps) -> Html {
    let session = props.session.clone();
    let root = use_node_ref();
    let update = use_force_update();
    use_effect_with(session.clone(), move |session| {
        session.watch(Some(Callback::from(move |()| update.force_update())));
        let session = session.clone();
        move || session.watch(None)
    });

    let state = session.state();
    let turn = (state, session.outcomes());
    use_effect_with(turn, {
        let (root, session) = (root.clone(), session.clone());
        move |(state, outcomes): &(State, u32)| {
            if session.is_by_person() && (*outcomes > 0 || *state != State::Idle) {
                focus(&root);
            }
        }
    });

    let options = session.options();
    let words = &options.words;
    let headline = match session.machine().phase() {
        Phase::Refused { .. } | Phase::Unknown { .. } => None,
        phase => reasons::headline(words, phase),
    };
    let has_task = session.machine().task().is_some();
    let focus_status = headline.is_some().then_some("");
    html! {
        <div class="card" ref={root} data-state={state.as_str()}>
            <p class="status" role="status" tabindex="-1" data-focus={focus_status}>
                { headline.unwrap_or_default() }
            </p>
            if state.is_busy() {
                <Progress session={session.clone()} />
            }
            if session.machine().problem().is_some() {
                <ProblemBox session={session.clone()} />
            }
            if has_task {
                <TaskDetails session={session.clone()} />
            }
            if state == State::Review {
                <p class="hint">{ words.get(Word::ReviewHint) }</p>
            }
            if Form::is_shown(&session) {
                <Form session={session.clone()} />
            }
            <Actions session={session.clone()} />
            <Response session={session.clone()} />
        </div>
    }
}

fn focus(root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    if let Ok(Some(target)) = root.query_selector(FOCUS) {
        // A failure to focus is nothing a person could do anything about.
        let _ = target.unchecked_ref::<HtmlElement>().focus();
    }
}
