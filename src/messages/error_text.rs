//! The texts of problems and input errors.

use super::{MessageKey, Messages, rounded};
use crate::archive::{Operation, Phase};
use crate::tallyfy::{BaseError, FieldError, IdError, LinkError, Problem, ProblemKind, TaskIdError, TokenError};

/// The texts of problems, and what they depend on.
pub(crate) struct ProblemTexts<'a> {
    pub(crate) messages: &'a Messages,
    /// The timeout of requests in milliseconds.
    pub(crate) timeout: f64,
    /// Whether the user has to enter a token, and the page gives none.
    pub(crate) needs_entered_token: bool,
}

impl ProblemTexts<'_> {
    /// The title of a problem: what happened and what to do.
    pub(crate) fn title(&self, operation: Operation, problem: &Problem) -> String {
        let key = match problem.kind {
            ProblemKind::BadInput => MessageKey::BadInput,
            ProblemKind::Unauthenticated if problem.is_about_permission() => MessageKey::NotPermitted,
            ProblemKind::Unauthenticated if self.needs_entered_token => MessageKey::Unauthenticated,
            ProblemKind::Unauthenticated => MessageKey::UnauthenticatedPage,
            ProblemKind::Forbidden => MessageKey::Forbidden,
            ProblemKind::NotFound if operation == Operation::Find => MessageKey::NotFound,
            // The item was found before, so the IDs are valid.
            ProblemKind::NotFound => MessageKey::NoLongerFound,
            ProblemKind::LinkedTask => MessageKey::LinkedTask,
            ProblemKind::Invalid => MessageKey::Invalid,
            ProblemKind::PlanLimit => MessageKey::PlanLimit,
            ProblemKind::Conflict => MessageKey::Conflict,
            ProblemKind::Locked => MessageKey::Locked,
            ProblemKind::RateLimited => return rate_limited(self.messages, problem),
            ProblemKind::ServerError => MessageKey::ServerError,
            ProblemKind::Unreadable => MessageKey::Unreadable,
            // Without a response, the widget itself crashed.
            ProblemKind::Unexpected if problem.status.is_none() => MessageKey::CrashedWhileChanging,
            ProblemKind::Unexpected => MessageKey::Unexpected,
            ProblemKind::Offline => MessageKey::Offline,
            ProblemKind::Unreachable => MessageKey::Unreachable,
            ProblemKind::Blocked => MessageKey::Blocked,
            ProblemKind::Timeout => {
                return self
                    .messages
                    .fill(MessageKey::Timeout, &[("seconds", &rounded(self.timeout / 1_000.0))]);
            }
            ProblemKind::Cancelled => MessageKey::Cancelled,
        };
        self.messages.get(key).to_owned()
    }

    /// What is shown of a problem in this phase. `time_of_day` formats a time on the monotonic clock.
    pub(crate) fn explanation(
        &self,
        phase: &Phase,
        operation: Operation,
        problem: &Problem,
        time_of_day: impl Fn(f64) -> String,
    ) -> String {
        let messages = self.messages;
        let key = match phase {
            Phase::Refused {
                archive_error: Some(_), ..
            } => {
                let title = self.title(operation, problem);
                return messages.fill(MessageKey::ArchiveSearchFailed, &[("reason", &title)]);
            }
            Phase::Unknown {
                last_check_error: Some(error),
                ..
            } if is_about_token(problem) && is_about_token(error) => {
                if self.needs_entered_token {
                    MessageKey::TokenExpired
                } else {
                    MessageKey::SignInExpired
                }
            }
            Phase::Unknown {
                retry_at: Some(retry_at),
                ..
            } if problem.kind == ProblemKind::RateLimited => {
                return messages.fill(MessageKey::LikelyUnchangedUntil, &[("time", &time_of_day(*retry_at))]);
            }
            Phase::Unknown { .. } if problem.kind == ProblemKind::RateLimited => MessageKey::LikelyUnchanged,
            Phase::Unknown { is_gone: true, .. } if problem.kind == ProblemKind::NotFound => MessageKey::Gone,
            _ => return self.title(operation, problem),
        };
        messages.get(key).to_owned()
    }

    /// The result of the last check of an unknown outcome, unless the explanation already contains it.
    pub(crate) fn last_check(&self, phase: &Phase, operation: Operation, problem: &Problem) -> Option<String> {
        let Phase::Unknown {
            is_gone,
            last_check_error,
            ..
        } = phase
        else {
            return None;
        };
        match last_check_error {
            _ if *is_gone && problem.kind == ProblemKind::NotFound => None,
            _ if *is_gone => Some(self.messages.get(MessageKey::Gone).to_owned()),
            Some(error) if error.kind != problem.kind => {
                let title = self.title(operation, error);
                Some(self.messages.fill(MessageKey::CheckFailed, &[("reason", &title)]))
            }
            _ => None,
        }
    }
}

/// What introduces the message of a problem. Without a response, the page's `getToken` has reported it.
pub(crate) fn message_source(problem: &Problem) -> MessageKey {
    if problem.status.is_some() {
        MessageKey::ServerMessage
    } else {
        MessageKey::PageMessage
    }
}

/// Whether it is a 401 that another token may change.
fn is_about_token(problem: &Problem) -> bool {
    problem.kind == ProblemKind::Unauthenticated && !problem.is_about_permission()
}

fn rate_limited(messages: &Messages, problem: &Problem) -> String {
    let Some(wait) = problem.retry_after else {
        return messages.get(MessageKey::RateLimited).to_owned();
    };
    let seconds = wait / 1_000.0;
    let time = if seconds > 90.0 {
        messages.fill(MessageKey::Minutes, &[("count", &rounded(seconds / 60.0))])
    } else {
        messages.fill(MessageKey::Seconds, &[("count", &rounded(seconds))])
    };
    messages.fill(MessageKey::RateLimitedFor, &[("time", &time)])
}

/// The text of a field error.
pub(crate) fn field_error(messages: &Messages, error: &FieldError) -> String {
    match error {
        FieldError::Server { message, .. } => message.clone(),
        FieldError::ApiBase(error) => base_error(messages, error),
        FieldError::OrgId(error) => id_error(messages, error, MessageKey::MissingOrgId),
        FieldError::TaskId(error) => task_id_error(messages, error),
        FieldError::Token(TokenError::Empty) => messages.get(MessageKey::MissingToken).to_owned(),
        FieldError::Token(TokenError::Character(character, position)) => {
            at(messages, MessageKey::TokenCharacter, *character, *position)
        }
        FieldError::TokenNotGiven => messages.get(MessageKey::TokenNotGiven).to_owned(),
        FieldError::TokenIsWebPage => messages.get(MessageKey::TokenIsWebPage).to_owned(),
    }
}

fn task_id_error(messages: &Messages, error: &TaskIdError) -> String {
    match error {
        TaskIdError::Id(error) => id_error(messages, error, MessageKey::MissingTaskId),
        TaskIdError::Link(LinkError::ForeignHost) => messages.get(MessageKey::ForeignLink).to_owned(),
        TaskIdError::Link(LinkError::NoTask) => messages.get(MessageKey::LinkWithoutTask).to_owned(),
        TaskIdError::Link(LinkError::Id(error)) => id_error(messages, error, MessageKey::LinkWithoutTask),
        TaskIdError::LinkToProcess => messages.get(MessageKey::LinkToProcess).to_owned(),
        TaskIdError::LinkToOtherOrg { linked, organization } => {
            let values = [("linked", linked.as_str()), ("organization", organization.as_str())];
            messages.fill(MessageKey::LinkToOtherOrg, &values)
        }
    }
}

/// `missing`: the text for an empty field.
fn id_error(messages: &Messages, error: &IdError, missing: MessageKey) -> String {
    match error {
        IdError::Empty => messages.get(missing).to_owned(),
        IdError::TooLong(count) => messages.fill(MessageKey::LongId, &[("count", &count.to_string())]),
        IdError::Character(character, position) => at(messages, MessageKey::IdCharacter, *character, *position),
    }
}

fn base_error(messages: &Messages, error: &BaseError) -> String {
    let key = match error {
        BaseError::NotAUrl => MessageKey::BaseNotUrl,
        BaseError::Insecure => MessageKey::BaseInsecure,
        BaseError::Credentials => MessageKey::BaseCredentials,
        BaseError::QueryOrFragment => MessageKey::BaseQuery,
        BaseError::NoOrigin => MessageKey::BaseNoOrigin,
        BaseError::Character(character) => {
            return messages.fill(MessageKey::BaseCharacter, &[("character", &printable(*character))]);
        }
    };
    messages.get(key).to_owned()
}

fn at(messages: &Messages, key: MessageKey, character: char, position: usize) -> String {
    messages.fill(
        key,
        &[("place", &position.to_string()), ("character", &printable(character))],
    )
}

/// A character with its code point: `“` becomes `“ (U+201C)`, an invisible one such as a zero-width space only
/// `U+200B`.
fn printable(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    let invisible = character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if invisible {
        code
    } else {
        format!("{character} ({code})")
    }
}
