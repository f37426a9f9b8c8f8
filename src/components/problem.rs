//! Why something did not work, in place, with what to do about it.

use js_sys::Date;
use yew::prelude::*;

use super::copy::Copy;
use crate::archive::Phase;
use crate::reasons;
use crate::session::{Field, Session, cors_headers};
use crate::tallyfy::{Kind, Link, Problem};
use crate::words::{Word, Words};

/// A problem.
pub(super) fn problem(session: &Session) -> Html {
    let machine = session.machine();
    let options = session.options();
    let words = &options.words;
    let Some((_, problem)) = machine.problem() else {
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
    let headers = (problem.kind == Kind::Blocked).then(|| {
        let origin = web_sys::window()
            .and_then(|window| window.location().origin().ok())
            .unwrap_or_default();
        cors_headers(&origin, options.credentials)
    });
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
            { server(words, problem) }
        </div>
    }
}

/// What the server said: its words, its code, its fields, the request's id.
fn server(words: &Words, problem: &Problem) -> Html {
    let ours = [Field::OrgId.as_str(), Field::TaskId.as_str(), Field::Token.as_str()];
    let fields = problem
        .fields
        .iter()
        .filter(|field| problem.kind != Kind::BadInput || !ours.contains(&&*field.field));
    let code = problem
        .status
        .map(|status| status.to_string())
        .into_iter()
        .chain(problem.code.clone());
    let facts: Vec<_> = code.collect();
    html! {
        <>
            if let Some(message) = &problem.message {
                <p class="server">{ words.get(Word::ServerSays) }{ " " }<q dir="auto">{ message.clone() }</q></p>
            }
            <ul class="fields">
                { for fields.map(|field| html! {
                    <li><code dir="auto">{ field.field.clone() }</code>{ " " }<bdi>{ field.message.clone() }</bdi></li>
                }) }
            </ul>
            if !facts.is_empty() {
                <p class="hint">
                    { facts.join(" · ") }
                    if let Some(id) = &problem.request_id {
                        { " · " }{ words.get(Word::RequestId) }{ " " }<code>{ id.clone() }</code>
                    }
                </p>
            }
        </>
    }
}
