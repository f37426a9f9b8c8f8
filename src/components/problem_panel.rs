//! Why something did not work, and what to do about it.

use yew::prelude::*;

use super::checking::Checking;
use super::copy_button::CopyButton;
use super::external_link::external_link;
use super::moment::time_of_day;
use super::response_panel::{SEPARATOR, request_id};
use crate::archive::Operation;
use crate::reasons;
use crate::session::{Field, wall_ms_at};
use crate::tallyfy::{Kind, Link, OrgId, Problem, RunId};
use crate::words::{Word, Words};

/// How an unknown outcome is being checked. Moments are those of the monotonic clock.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Check {
    /// What kept the last check from telling.
    pub(super) last_error: Option<Problem>,
    /// Whether the item is neither among the active ones nor in the archived list.
    pub(super) is_gone: bool,
    /// Whether a check is in flight.
    pub(super) is_in_flight: bool,
    /// When the next one begins.
    pub(super) next_at: Option<f64>,
    /// When the server wants to be asked again, where it said so.
    pub(super) retry_at: Option<f64>,
    /// Until when the server may still execute the request.
    pub(super) may_complete_until: f64,
}

/// A problem and what a person needs to know of its circumstances.
#[derive(PartialEq, Properties)]
pub(super) struct ProblemPanelProps {
    pub(super) messages: Words,
    pub(super) headline: Option<Word>,
    /// What was to be done.
    pub(super) operation: Operation,
    pub(super) problem: Problem,
    /// How many milliseconds a request may take.
    pub(super) timeout: u32,
    /// Whether the item was not found, and the archived list could not be read.
    pub(super) is_archive_unread: bool,
    /// How it is being checked, where the outcome is unknown.
    pub(super) check: Option<Check>,
    /// Whether missing CORS headers are a possible reason.
    pub(super) is_perhaps_blocked: bool,
    /// The CORS headers that the API has to send, where those may be missing.
    pub(super) headers: Option<AttrValue>,
    /// The process that the task belongs to, where that is the problem.
    pub(super) process: Option<(OrgId, RunId)>,
    /// The fields on the screen, which show their errors themselves.
    pub(super) shown_fields: Vec<Field>,
}

/// Explains a problem in place.
#[component]
pub(super) fn ProblemPanel(props: &ProblemPanelProps) -> Html {
    let ProblemPanelProps {
        messages,
        problem,
        check,
        ..
    } = props;
    let class = if check.is_some() { "problem unknown" } else { "problem" };
    html! {
        <div part="problem" {class} role="alert" tabindex="-1" data-focus="">
            <p class="headline">
                if let Some(headline) = props.headline {
                    { messages.get(headline) }
                }
            </p>
            <p>{ explanation(props) }</p>
            if let Some(check) = check {
                if check.is_gone {
                    // Where nothing else is wrong, this is the explanation.
                    if problem.kind != Kind::NotFound {
                        <p>{ messages.get(Word::Gone) }</p>
                    }
                } else if let Some(error) = check.last_error.as_ref().filter(|error| error.kind != problem.kind) {
                    <p>{ messages.fill(Word::Obstacle, &[("reason", &reason(props, error))]) }</p>
                }
            }
            if props.is_perhaps_blocked {
                <p>{ messages.get(Word::PerhapsBlocked) }</p>
            }
            if let Some(check) = check {
                <Checking {messages} check={check.clone()} />
            }
            if let Some((org, run)) = &props.process {
                <p>
                    { messages.get(Word::Process) }{ " " }<code>{ run.as_str() }</code>{ SEPARATOR }
                    { external_link(Link::to_process(org, run), messages.get(Word::OpenProcess)) }
                </p>
            }
            if let Some(headers) = &props.headers {
                <pre tabindex="0">{ headers }</pre>
                <CopyButton {messages} label={Word::CopyHeaders} text={headers} />
            }
            { server(props) }
        </div>
    }
}

fn reason(props: &ProblemPanelProps, problem: &Problem) -> String {
    reasons::title(&props.messages, props.operation, problem, f64::from(props.timeout))
}

/// Why it did not work, or why it is not known whether it did.
fn explanation(props: &ProblemPanelProps) -> String {
    let ProblemPanelProps {
        messages,
        problem,
        check,
        ..
    } = props;
    let Some(check) = check else {
        let reason = reason(props, problem);
        return if props.is_archive_unread {
            messages.fill(Word::ArchiveUnread, &[("reason", &reason)])
        } else {
            reason
        };
    };
    let is_token_missing = |error: &Problem| error.kind == Kind::Unauthenticated;
    match (problem.kind, problem.retry_after) {
        (Kind::Unauthenticated, _) if check.last_error.as_ref().is_some_and(is_token_missing) => {
            messages.get(Word::TokenExpired).to_owned()
        }
        (Kind::NotFound, _) if check.is_gone => messages.get(Word::Gone).to_owned(),
        (Kind::RateLimited, Some(_)) => {
            let time = check
                .retry_at
                .map(|moment| time_of_day(wall_ms_at(moment)))
                .unwrap_or_default();
            messages.fill(Word::LikelyUnchangedUntil, &[("time", &time)])
        }
        (Kind::RateLimited, None) => messages.get(Word::LikelyUnchanged).to_owned(),
        _ => reason(props, problem),
    }
}

/// What the server sent: its message, the errors of single fields, its status and code.
fn server(
    ProblemPanelProps {
        messages,
        problem,
        shown_fields,
        ..
    }: &ProblemPanelProps,
) -> Html {
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
