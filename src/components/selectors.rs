//! What the card shows, derived from the session. What a person can do is decided by the machine.

use super::action;
use super::background::BackgroundLine;
use super::form::FormField;
use super::problem_panel::{Check, ProblemPanelProps};
use crate::archive::{Action, JobView, Offer, Operation, Phase};
use crate::reasons;
use crate::session::{Confirm, Field, Session, cors_headers, page_origin};
use crate::tallyfy::{Kind, Task};
use crate::words::Word;

/// The fields the form has: those that are open and that the page does not fill in itself.
pub(super) fn form_fields(session: &Session, offer: Offer) -> Vec<FormField> {
    let options = session.options();
    let asks_for_token = session.asks_for_token(&options);
    let is_token_given = session.is_token_from_page() && !offer.token_was_refused;
    let is_shown = |field: &Field| match field {
        Field::OrgId => offer.ids_are_open && options.org_id.is_none(),
        Field::TaskId => offer.ids_are_open && options.task_id.is_none(),
        Field::Token => offer.token_is_open && asks_for_token && !is_token_given,
    };
    Field::ALL
        .into_iter()
        .filter(is_shown)
        .map(|field| form_field(session, field))
        .collect()
}

/// The label of the button that submits the form.
pub(super) fn submit_label(submit: Action, confirm: Confirm) -> Word {
    match (submit, confirm) {
        (Action::Begin, Confirm::None) => Word::Archive,
        // The form is there to enter another token.
        (Action::Restore, _) => Word::TryAgain,
        _ => action::label(submit),
    }
}

/// The problem, if there is one. `shown_fields` are those that say themselves what is wrong with them.
pub(super) fn problem(session: &Session, phase: &Phase, shown_fields: Vec<Field>) -> Option<ProblemPanelProps> {
    let (machine, options) = (session.machine(), session.options());
    let (operation, problem, unread) = match phase {
        Phase::Refused {
            operation,
            problem,
            unread,
        } => (*operation, problem.clone(), unread.is_some()),
        Phase::Unknown { operation, problem, .. } => (*operation, problem.clone(), false),
        _ => return None,
    };
    let target = machine.target();
    let origin = page_origin();
    let is_cross_origin = target.is_some_and(|target| target.base.origin() != origin);
    let is_perhaps_blocked = problem.kind == Kind::Unreachable && operation != Operation::Find && is_cross_origin;
    let run = machine.item().and_then(Task::run);
    let check = check(phase);
    let last_error = check.as_ref().and_then(|check| check.last_error.as_ref());
    let is_blocked = problem.kind == Kind::Blocked || last_error.is_some_and(|error| error.kind == Kind::Blocked);
    Some(ProblemPanelProps {
        messages: options.words.clone(),
        headline: reasons::headline(phase),
        operation,
        timeout: options.timeout,
        is_archive_unread: unread,
        check,
        is_perhaps_blocked,
        headers: (is_blocked || is_perhaps_blocked).then(|| cors_headers(&origin, options.credentials).into()),
        process: target
            .filter(|_| problem.kind == Kind::LinkedTask)
            .and_then(|target| Some((target.org.clone(), run?))),
        shown_fields,
        problem,
    })
}

/// How an unknown outcome is being checked.
fn check(phase: &Phase) -> Option<Check> {
    let Phase::Unknown {
        last_check_error,
        is_gone,
        is_being_checked,
        next_check,
        retry_at,
        may_complete_until,
        ..
    } = phase
    else {
        return None;
    };
    Some(Check {
        last_error: last_check_error.clone(),
        is_gone: *is_gone,
        is_in_flight: *is_being_checked,
        next_at: *next_check,
        retry_at: *retry_at,
        may_complete_until: *may_complete_until,
    })
}

/// A line for each job that was left behind.
pub(super) fn background(session: &Session) -> Vec<BackgroundLine> {
    let machine = session.machine();
    let options = session.options();
    let line = |job: JobView<'_>| {
        let status = match &job.phase {
            Phase::Busy {
                operation, activity, ..
            } => Some(reasons::progress(*operation, *activity)),
            phase => reasons::headline(phase),
        };
        let title = job.item.and_then(|item| item.title.clone());
        status.map(|status| BackgroundLine {
            id: job.id,
            title: title.unwrap_or_else(|| job.target.task.as_str().to_owned()),
            status: options.words.get(status).to_owned(),
        })
    };
    machine.background().filter_map(line).collect()
}

fn form_field(session: &Session, field: Field) -> FormField {
    let (machine, entered) = (session.machine(), session.entered());
    let hint = match field {
        Field::OrgId => None,
        Field::TaskId => Some(Word::TaskHint),
        Field::Token if session.has_token() => Some(Word::TokenKept),
        Field::Token => Some(Word::TokenHint),
    };
    let problem = machine.complaint();
    let error = problem.as_ref().and_then(|problem| problem.about(field.as_str()));
    let is_token_rejected = field == Field::Token
        && problem
            .as_ref()
            .is_some_and(|problem| problem.kind == Kind::Unauthenticated);
    FormField {
        field,
        hint,
        value: entered.get(field).to_owned(),
        invalid: error.is_some() || is_token_rejected,
        error: error.map(str::to_owned),
    }
}
