//! Maps the outcome of a change to a row of the table.

use super::table::Ending;
use super::{Operation, Outcome, Target};
use crate::tallyfy::{Content, Task};

/// The row of an outcome. `is_first_401`: whether a 401 would be the first one of the operation and the token can be
/// refreshed. A 429 or 503 that is retried has no row yet.
pub(super) fn ending_of(outcome: &Outcome, operation: Operation, target: &Target, is_first_401: bool) -> Ending {
    let Outcome::Response(response) = outcome else {
        return Ending::Inconclusive;
    };
    let status = response.head.status;
    let is_refusal = matches!(response.content, Content::Refusal(_));
    let is_complete = !matches!(response.content, Content::Html | Content::Truncated);
    let shows_it = response
        .task(target.task.as_str())
        .is_some_and(|task| is_in_requested_state(task, operation));
    match status {
        204 => Ending::Proven,
        200..300 if shows_it => Ending::Proven,
        200..300 if is_refusal => Ending::Refused,
        202 | 408 | 421 | 425 | 499 => Ending::Inconclusive,
        200..300 if is_complete => Ending::Accepted,
        401 if is_first_401 => Ending::TokenExpired,
        404 | 410 => Ending::Missing,
        429 => Ending::Refused,
        400..500 if is_refusal => Ending::Refused,
        _ => Ending::Inconclusive,
    }
}

/// Whether a copy of the request may still be executed after this ending. Refusals, including a first 401 with an error
/// body, are trusted to be final.
pub(super) fn may_complete_later(ending: Ending, outcome: &Outcome) -> bool {
    let is_refusal = matches!(outcome, Outcome::Response(response) if matches!(response.content, Content::Refusal(_)));
    match ending {
        Ending::NothingSent | Ending::Refused => false,
        Ending::TokenExpired => !is_refusal,
        Ending::Proven | Ending::Accepted | Ending::Missing | Ending::Inconclusive => true,
    }
}

/// Whether the item is in the state that the operation requests.
pub(super) fn is_in_requested_state(task: &Task, operation: Operation) -> bool {
    task.archived_at.is_some() == (operation == Operation::Archive)
}
