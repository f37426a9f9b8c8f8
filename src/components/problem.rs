//! Why something did not work, in place, with what to do about it.

use js_sys::Date;
use yew::prelude::*;

use super::copy::Copy;
use super::form::{fields, is_form_shown};
use crate::archive::{Operation, Phase};
use crate::reasons;
use crate::session::{Session, cors_headers};
use crate::tallyfy::{Kind, Link, Problem};
use crate::words::{Word, Words};

/// A problem.
pub(super) fn problem(session: &Session) -> Html {
    let machine = session.machine();
    let options = session.options();
    let words = &options.words;
    let Some((operation, problem)) = machine.problem() else {
        return Html::default();
    };
    let title = reasons::title(words, problem, f64::from(options.timeout));
    let still_open = matches!(machine.phase(), Phase::Unknown { doubt, .. } if doubt.open_until > Date::now());
    let process = match (
        problem.kind,
        machine.target(),
        machine.task().and_then(crate::tallyfy::Task::run),
    ) {
        (Kind::LinkedTask, Some(target), Some(run)) => Some((Link::to_process(&target.org, &run), run)),
        _ => None,
    };
    let obstacle = machine.obstacle().map(|obstacle| {
        let reason = reasons::title(words, obstacle, f64::from(options.timeout));
        words.fill(Word::Obstacle, &[("reason", &reason)])
    });
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    let origin = origin.unwrap_or_default();
    let elsewhere = machine.target().is_some_and(|target| target.base.origin() != origin);
    let perhaps_blocked = problem.kind == Kind::Unreachable && operation != Operation::Find && elsewhere;
    let headers =
        (problem.kind == Kind::Blocked || perhaps_blocked).then(|| cors_headers(&origin, options.credentials));
    // A word per state, so that one that differs for the eye differs for programs that style it, too.
    let class = if matches!(machine.phase(), Phase::Unknown { .. }) {
        "problem unknown"
    } else {
        "problem"
    };
    html! {
        <div part="problem" {class} role="alert" tabindex="-1" data-focus="">
            <p class="headline">{ reasons::headline(words, machine.phase()).unwrap_or_default() }</p>
            <p>{ title }</p>
            if let Some(obstacle) = obstacle {
                <p>{ obstacle }</p>
            }
            if perhaps_blocked {
                <p>{ words.get(Word::PerhapsBlocked) }</p>
            }
            if still_open {
                <p>{ words.get(Word::StillOpen) }</p>
            }
            if let Some((href, run)) = process {
                <p>
                    { words.get(Word::Process) }{ " " }<code>{ run.as_str() }</code>{ " · " }
                    <a {href} target="_blank" rel="noopener noreferrer">{ words.get(Word::OpenProcess) }</a>
                </p>
            }
            if let Some(headers) = headers {
                <pre tabindex="0">{ headers.clone() }</pre>
                <Copy session={session.clone()} label={Word::CopyHeaders} text={headers} />
            }
            { server(session, words, problem) }
        </div>
    }
}

/// What the server said: its words, its code, its fields, the request's id.
fn server(session: &Session, words: &Words, problem: &Problem) -> Html {
    // What is wrong with a field that is on the screen is said there.
    let shown = if is_form_shown(session) {
        fields(session)
    } else {
        Vec::new()
    };
    let is_shown = |name: &str| shown.iter().any(|field| field.as_str() == name);
    let wrong = problem
        .fields
        .iter()
        .filter(|field| problem.kind != Kind::BadInput || !is_shown(&field.field));
    html! {
        <>
            if let Some(message) = &problem.message {
                <p class="server">{ words.get(Word::ServerSays) }{ " " }<q dir="auto">{ message.clone() }</q></p>
            }
            <ul class="fields">
                { for wrong.map(|field| html! {
                    <li><code dir="auto">{ field.field.clone() }</code>{ " " }<bdi>{ field.message.clone() }</bdi></li>
                }) }
            </ul>
            if let Some(status) = problem.status {
                <p class="hint">
                    { status }
                    if let Some(code) = &problem.code {
                        { " · " }<bdi>{ code.clone() }</bdi>
                    }
                    if let Some(id) = &problem.request_id {
                        { " · " }{ words.get(Word::RequestId) }{ " " }<code>{ id.clone() }</code>
                    }
                </p>
            }
        </>
    }
}
