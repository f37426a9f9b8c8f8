//! Renders a problem: what happened and what to do.

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::date_time::time_of_day;
use super::external_link::external_link;
use super::response_panel::{SEPARATOR, request_id};
use super::seconds::{Count, Seconds};
use super::text::text;
use crate::archive::{Machine, Operation, Phase};
use crate::client::{cors_headers, now_ms, page_origin, wall_ms_at};
use crate::messages::{MessageKey, Messages, error_text, status_text};
use crate::session::{Field, Session};
use crate::tallyfy::{Link, Problem, ProblemKind, Task};

/// The header that the text about blocked changes names.
const METHODS_HEADER: &str = "Access-Control-Allow-Methods";

/// Renders the problem in front; `None` if there is none. `shown_fields`: fields that show their errors themselves.
pub(super) fn problem_panel(session: &Session, shown_fields: &[Field]) -> Option<Html> {
    let (machine, options) = (session.machine(), session.options());
    let (operation, problem) = machine.problem()?;
    let (messages, phase, texts) = (&options.messages, machine.phase(), session.problem_texts(&options));
    let time = |monotonic_ms| time_of_day(wall_ms_at(monotonic_ms));
    let explanation = texts.explanation(&phase, operation, &problem, time);
    let last_check = texts.last_check(&phase, operation, &problem);
    let origin = page_origin();
    let is_cross_origin = machine.target().is_some_and(|target| target.base.origin() != origin);
    let is_possibly_blocked =
        problem.kind == ProblemKind::Unreachable && operation != Operation::Find && is_cross_origin;
    let is_blocked = problem.kind == ProblemKind::Blocked || last_check_kind(&phase) == Some(ProblemKind::Blocked);
    let headers =
        (is_blocked || is_possibly_blocked).then(|| AttrValue::from(cors_headers(&origin, options.credentials)));
    Some(html! {
        <div part="problem" class="problem" role="alert" tabindex="-1" data-focus="">
            <p part="heading" class="headline">
                if let Some(headline) = status_text::headline(&phase) {
                    { text(messages.get(headline)) }
                }
            </p>
            <p>{ text(&explanation) }</p>
            if let Some(last_check) = last_check {
                <p>{ text(&last_check) }</p>
            }
            if is_possibly_blocked {
                <p>{ with_header_name(messages.get(MessageKey::PerhapsBlocked)) }</p>
            }
            if let Phase::Unknown { is_being_checked, next_check, may_complete_until, .. } = phase {
                if now_ms() < may_complete_until {
                    <p>{ text(messages.get(MessageKey::StillProcessing)) }</p>
                }
                if is_being_checked {
                    <p part="hint" class="hint">{ text(messages.get(MessageKey::Checking)) }</p>
                } else if let Some(next_check) = next_check {
                    <p part="hint" class="hint" aria-live="off">
                        <Seconds {messages} text={MessageKey::CheckingIn} count={Count::DownTo(next_check)} />
                    </p>
                }
            }
            { process(&machine, &problem, messages) }
            if let Some(headers) = headers {
                <pre tabindex="0">{ text(&headers) }</pre>
                <CopyButton {messages} label={MessageKey::CopyHeaders} text={headers} />
            }
            { server(messages, &problem, shown_fields) }
        </div>
    })
}

/// A text in which the name of the header is not broken at its hyphens.
fn with_header_name(sentence: &str) -> Html {
    match sentence.split_once(METHODS_HEADER) {
        Some((before, after)) => html! {
            <>{ text(before) }<code class="name">{ METHODS_HEADER }</code>{ text(after) }</>
        },
        None => text(sentence),
    }
}

/// The process of a linked task.
fn process(machine: &Machine, problem: &Problem, messages: &Messages) -> Option<Html> {
    let target = machine.target().filter(|_| problem.kind == ProblemKind::LinkedTask)?;
    let run = machine.item().and_then(Task::run)?;
    Some(html! {
        <p>
            { text(&format!("{} ", messages.get(MessageKey::Process))) }<code>{ text(run.as_str()) }</code>{ text(" ") }
            { external_link(Link::to_process(&target.org, &run), messages.get(MessageKey::OpenProcess)) }
        </p>
    })
}

/// Why the last check of an unknown outcome failed.
fn last_check_kind(phase: &Phase) -> Option<ProblemKind> {
    match phase {
        Phase::Unknown { last_check_error, .. } => last_check_error.as_ref().map(|error| error.kind),
        _ => None,
    }
}

/// The message of the server or the page, the errors of fields, status and code.
fn server(messages: &Messages, problem: &Problem, shown_fields: &[Field]) -> Html {
    let is_shown =
        |name: &str| problem.kind == ProblemKind::BadInput && shown_fields.iter().any(|field| field.as_str() == name);
    let source = messages.get(error_text::message_source(problem));
    // A full-width colon has its space in itself.
    let space = if source.ends_with('：') { "" } else { " " };
    html! {
        <>
            if let Some(message) = &problem.message {
                <p class="server">
                    { text(&format!("{source}{space}")) }<q dir="auto">{ text(message) }</q>
                </p>
            }
            <ul class="fields">
                for error in problem.fields.iter().filter(|error| !is_shown(error.field())) {
                    <li>
                        <code dir="auto">{ text(error.field()) }</code>
                        { text(" ") }
                        <bdi>{ text(&error_text::field_error(messages, error)) }</bdi>
                    </li>
                }
            </ul>
            if let Some(status) = problem.status {
                <p part="hint" class="hint">
                    if let Some(code) = &problem.code {
                        { text(&format!("{status}{SEPARATOR}")) }<bdi>{ text(code) }</bdi>
                    } else {
                        { text(&status.to_string()) }
                    }
                    { request_id(messages, problem.request_id.as_deref()) }
                </p>
            }
        </>
    }
}
