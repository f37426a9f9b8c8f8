//! What can be done next.

use yew::prelude::*;

use super::form::{begin, is_form_shown};
use crate::archive::{Input, Phase};
use crate::session::{Options, Session};
use crate::tallyfy::Kind;
use crate::words::Word;

/// The buttons of a state.
pub(super) fn actions(session: &Session) -> Html {
    let options = session.options();
    let input = |word, input: Input| button(&options, word, session, move |session| session.dispatch(input.clone()));
    let buttons = match session.machine().phase() {
        Phase::Idle => return Html::default(),
        Phase::Busy(_) => vec![input(Word::Cancel, Input::Cancel)],
        Phase::Review { .. } => {
            vec![
                button(&options, Word::Archive, session, Session::archive),
                start_over(session, &options),
            ]
        }
        Phase::Archived { .. } => vec![
            button(&options, Word::Restore, session, Session::restore),
            start_over(session, &options),
        ],
        Phase::Restored { .. } => vec![start_over(session, &options)],
        Phase::Refused { .. } | Phase::Unknown { .. } if is_form_shown(session) => return Html::default(),
        Phase::Unknown { .. } => {
            vec![
                button(&options, Word::CheckAgain, session, begin),
                start_over(session, &options),
            ]
        }
        Phase::Refused { problem, .. } if problem.kind == Kind::LinkedTask => vec![start_over(session, &options)],
        Phase::Refused { .. } => {
            vec![
                button(&options, Word::TryAgain, session, begin),
                start_over(session, &options),
            ]
        }
    };
    html! { <div class="actions">{ for buttons }</div> }
}

/// The button that forgets the task and keeps what was entered.
pub(super) fn start_over(session: &Session, options: &Options) -> Html {
    button(options, Word::StartOver, session, |session| {
        session.dispatch(Input::Reset);
    })
}

fn button(options: &Options, word: Word, session: &Session, act: impl Fn(&Session) + 'static) -> Html {
    let onclick = {
        let session = session.clone();
        move |_: MouseEvent| {
            session.set_by_person(true);
            act(&session);
        }
    };
    let class = match word {
        Word::Archive | Word::Restore | Word::TryAgain | Word::CheckAgain => "primary",
        _ => "secondary",
    };
    // The key keeps one button from turning into another under a second click.
    html! {
        <button key={word.key()} part="button" {class} type="button" {onclick}>{ options.words.get(word) }</button>
    }
}
