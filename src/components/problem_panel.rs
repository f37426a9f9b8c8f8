//! Why something did not work, and what to do about it.

use js_sys::Date;
use yew::prelude::*;

use super::copy_button::CopyButton;
use super::external_link::external_link;
use super::response_panel::{SEPARATOR, request_id};
use crate::archive::{Machine, Operation, Phase};
use crate::reasons;
use crate::session::{Field, Options, cors_headers, page_origin};
use crate::tallyfy::{Kind, Link, Problem, Task};
use crate::words::{Word, Words};

/// Explains a problem in place; `None` where there is none. The `shown_fields` show their errors themselves.
pub(super) fn problem_panel(machine: &Machine, options: &Options, shown_fields: &[Field]) -> Option<Html> {
    let (operation, problem) = machine.problem()?;
    let messages = &options.words;
    let reason = |problem| reasons::title(messages, problem, f64::from(options.timeout));
    let (class, may_complete) = match machine.phase() {
        // A class per state: what looks different can also be styled differently.
        Phase::Unknown { doubt, .. } => ("problem unknown", doubt.open_until > Date::now()),
        _ => ("problem", false),
    };
    let origin = page_origin();
    let is_cross_origin = machine.target().is_some_and(|target| target.base.origin() != origin);
    let is_perhaps_blocked = problem.kind == Kind::Unreachable && operation != Operation::Find && is_cross_origin;
    let headers = (problem.kind == Kind::Blocked || is_perhaps_blocked)
        .then(|| AttrValue::from(cors_headers(&origin, options.credentials)));
    Some(html! {
        <div part="problem" {class} role="alert" tabindex="-1" data-focus="">
            <p class="headline">
                if let Some(headline) = reasons::headline(machine.phase()) {
                    { messages.get(headline) }
                }
            </p>
            <p>{ reason(problem) }</p>
            <p>
                if let Some(error) = machine.obstacle() {
                    { messages.fill(Word::Obstacle, &[("reason", &reason(error))]) }
                }
            </p>
            if is_perhaps_blocked {
                <p>{ messages.get(Word::PerhapsBlocked) }</p>
            }
            if may_complete {
                <p>{ messages.get(Word::StillOpen) }</p>
            }
            { process(machine, messages) }
            if let Some(headers) = headers {
                <pre tabindex="0">{ &headers }</pre>
                <CopyButton {messages} label={Word::CopyHeaders} text={headers} />
            }
            { server(messages, problem, shown_fields) }
        </div>
    })
}

/// The process that the task belongs to, where that is the problem.
fn process(machine: &Machine, messages: &Words) -> Option<Html> {
    let (_, problem) = machine.problem()?;
    let target = machine.target().filter(|_| problem.kind == Kind::LinkedTask)?;
    let run = machine.task().and_then(Task::run)?;
    Some(html! {
        <p>
            { messages.get(Word::Process) }{ " " }<code>{ run.as_str() }</code>{ SEPARATOR }
            { external_link(Link::to_process(&target.org, &run), messages.get(Word::OpenProcess)) }
        </p>
    })
}

/// What the server sent: its message, the errors of single fields, its status and code.
fn server(messages: &Words, problem: &Problem, shown_fields: &[Field]) -> Html {
    let is_shown =
        |name: &str| problem.kind == Kind::BadInput && shown_fields.iter().any(|field| field.as_str() == name);
    html! {
        <>
            if let Some(message) = &problem.message {
                <p class="server">{ messages.get(Word::ServerSays) }{ " " }<q dir="auto">{ message }</q></p>
            }
            <ul class="fields">
                for wrong in problem.fields.iter().filter(|wrong| !is_shown(&wrong.field)) {
                    <li><code dir="auto">{ &wrong.field }</code>{ " " }<bdi>{ &wrong.message }</bdi></li>
                }
            </ul>
            if let Some(status) = problem.status {
                <p class="hint">
                    { status }
                    if let Some(code) = &problem.code {
                        { SEPARATOR }<bdi>{ code }</bdi>
                    }
                    { request_id(messages, problem.request_id.as_deref()) }
                </p>
            }
        </>
    }
}
