//! Why something did not work, and what to do about it.

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::external_link::external_link;
use super::response_panel::{SEPARATOR, request_id};
use crate::reasons;
use crate::session::Field;
use crate::tallyfy::{Kind, Link, OrgId, Problem, RunId};
use crate::words::{Word, Words};

/// A problem and what a person needs to know of its circumstances.
#[derive(PartialEq, Properties)]
pub(super) struct ProblemPanelProps {
    pub(super) messages: Words,
    pub(super) headline: Option<Word>,
    pub(super) problem: Problem,
    /// How many milliseconds a request may take.
    pub(super) timeout: u32,
    /// Whether the outcome is unknown.
    pub(super) is_unknown: bool,
    /// Whether the server may still carry out the request.
    pub(super) may_complete: bool,
    /// What kept the last check from telling the outcome.
    pub(super) last_check_error: Option<Problem>,
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
    let ProblemPanelProps { messages, problem, .. } = props;
    let reason = |problem| reasons::title(messages, problem, f64::from(props.timeout));
    let class = if props.is_unknown { "problem unknown" } else { "problem" };
    html! {
        <div part="problem" {class} role="alert" tabindex="-1" data-focus="">
            <p class="headline">
                if let Some(headline) = props.headline {
                    { messages.get(headline) }
                }
            </p>
            <p>{ reason(problem) }</p>
            <p>
                if let Some(error) = &props.last_check_error {
                    { messages.fill(Word::Obstacle, &[("reason", &reason(error))]) }
                }
            </p>
            if props.is_perhaps_blocked {
                <p>{ messages.get(Word::PerhapsBlocked) }</p>
            }
            if props.may_complete {
                <p>{ messages.get(Word::StillOpen) }</p>
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
