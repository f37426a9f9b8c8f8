//! The whole widget: which parts are shown in which state, and where the focus goes.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::actions::actions;
use super::details::details;
use super::form::{form, is_form_shown};
use super::problem::problem;
use super::progress::progress;
use super::response::response;
use crate::archive::{Phase, State};
use crate::reasons;
use crate::session::Session;
use crate::words::Word;

/// Where the focus goes when the person's operation moved on: the first wrong field, or what there is to read.
const FOCUS: [&str; 2] = ["[aria-invalid=true]", "[data-focus]"];

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
    use_effect_with(session.clone(), {
        let update = update.clone();
        move |session| {
            session.watch(Some(Callback::from(move |()| update.force_update())));
            let session = session.clone();
            move || session.watch(None)
        }
    });

    let state = session.state();
    // One second at a time: an interval would go on calling memory that is gone, should this module ever break.
    use_effect({
        let update = update.clone();
        move || {
            let tick = state
                .is_busy()
                .then(|| Timeout::new(1_000, move || update.force_update()));
            move || drop(tick)
        }
    });
    use_effect({
        let root = root.clone();
        move || hide_from_1password(&root)
    });
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
    let focus_status = headline.is_some().then_some("");
    html! {
        <div class="card" ref={root} data-state={state.as_str()}>
            <p class="status" role="status" tabindex="-1" data-focus={focus_status}>
                { headline.unwrap_or_default() }
            </p>
            { progress(&session) }
            { problem(&session) }
            { details(&session) }
            if state == State::Review {
                <p class="hint">{ words.get(Word::ReviewHint) }</p>
            }
            if is_form_shown(&session) {
                { form(&session) }
            }
            { actions(&session) }
            { response(&session) }
        </div>
    }
}

fn focus(root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    let target = FOCUS
        .iter()
        .find_map(|selector| root.query_selector(selector).ok().flatten());
    if let Some(target) = target {
        // A failure to focus is nothing a person could do anything about.
        let _ = target.unchecked_ref::<HtmlElement>().focus();
    }
}

/// 1Password's attribute begins with a digit, which `html!` does not take for a name.
fn hide_from_1password(root: &NodeRef) {
    let input = root
        .cast::<Element>()
        .map(|root| root.query_selector("[type=password]"));
    if let Some(Ok(Some(input))) = input {
        // The name is a valid one, so this cannot fail.
        let _ = input.set_attribute("data-1p-ignore", "");
    }
}
