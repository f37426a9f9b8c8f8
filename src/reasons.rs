//! What is said about a problem: which texts belong to which kind of it.

use crate::archive::{Activity, Operation, Phase};
use crate::tallyfy::{BaseError, IdError, Kind, LinkError, Problem, TokenError};
use crate::words::{Word, Words};

/// What a problem of an operation means and what to do about it. `timeout` is how many milliseconds a request may take.
///
/// ```
/// use tallyfy_archive::archive::Operation;
/// use tallyfy_archive::tallyfy::{Kind, Problem};
/// use tallyfy_archive::{Words, reasons};
///
/// let title = reasons::title(&Words::default(), Operation::Find, &Problem::new(Kind::Timeout), 30_000.0);
/// assert_eq!(title, "No response within 30 s.");
/// ```
pub fn title(words: &Words, operation: Operation, problem: &Problem, timeout: f64) -> String {
    let word = match problem.kind {
        Kind::BadInput => Word::BadInput,
        Kind::Unauthenticated => Word::Unauthenticated,
        Kind::Forbidden => Word::Forbidden,
        Kind::NotFound if operation == Operation::Find => Word::NotFound,
        // It was there when it was found: the IDs are right.
        Kind::NotFound => Word::NoLongerFound,
        Kind::LinkedTask => Word::LinkedTask,
        Kind::Invalid => Word::Invalid,
        Kind::PlanLimit => Word::PlanLimit,
        Kind::Conflict => Word::Conflict,
        Kind::Locked => Word::Locked,
        Kind::RateLimited => return rate_limited(words, problem),
        Kind::ServerError => Word::ServerError,
        Kind::Unreadable => Word::Unreadable,
        // Without a response, the widget itself is what failed.
        Kind::Unexpected if problem.status.is_none() => Word::BrokenUnderWay,
        Kind::Unexpected => Word::Unexpected,
        Kind::Offline => Word::Offline,
        Kind::Unreachable => Word::Unreachable,
        Kind::Blocked => Word::Blocked,
        Kind::Timeout => return words.fill(Word::Timeout, &[("seconds", &rounded(timeout / 1_000.0))]),
        Kind::Cancelled => Word::Cancelled,
    };
    words.get(word).to_owned()
}

/// The first line about a phase: what came of it.
pub fn headline(phase: &Phase) -> Option<Word> {
    Some(match phase {
        Phase::Idle | Phase::Busy { .. } => return None,
        Phase::Review { .. } => Word::Review,
        Phase::Archived {
            already: Some(true), ..
        } => Word::AlreadyArchived,
        Phase::Archived {
            already: Some(false), ..
        } => Word::Archived,
        Phase::Archived { already: None, .. } => Word::ArchivedBySomebody,
        Phase::Restored { .. } => Word::Restored,
        Phase::Refused { operation, .. } => match operation {
            Operation::Find => Word::FindRefused,
            Operation::Archive => Word::ArchiveRefused,
            Operation::Restore => Word::RestoreRefused,
        },
        Phase::Unknown {
            operation: Operation::Restore,
            ..
        } => Word::RestoreUnknown,
        Phase::Unknown { .. } => Word::ArchiveUnknown,
    })
}

/// What an operation in flight is doing.
pub fn progress(operation: Operation, activity: Activity) -> Word {
    match (activity, operation) {
        (Activity::Verifying, _) => Word::Checking,
        (_, Operation::Find) => Word::Finding,
        (_, Operation::Archive) => Word::Archiving,
        (_, Operation::Restore) => Word::Restoring,
    }
}

fn rate_limited(words: &Words, problem: &Problem) -> String {
    let Some(wait) = problem.retry_after else {
        return words.get(Word::RateLimited).to_owned();
    };
    let seconds = wait / 1_000.0;
    let time = if seconds > 90.0 {
        words.fill(Word::Minutes, &[("count", &rounded(seconds / 60.0))])
    } else {
        words.fill(Word::Seconds, &[("count", &rounded(seconds))])
    };
    words.fill(Word::RateLimitedFor, &[("time", &time)])
}

/// What is wrong with an id in a field, of which `missing` says that it is empty.
///
/// ```
/// use tallyfy_archive::tallyfy::IdError;
/// use tallyfy_archive::{Word, Words, reasons};
///
/// let reason = reasons::of_id(&Words::default(), &IdError::Empty, Word::MissingOrgId);
/// assert_eq!(reason, "Enter the organization ID.");
/// ```
pub fn of_id(words: &Words, error: &IdError, missing: Word) -> String {
    match error {
        IdError::Empty => words.get(missing).to_owned(),
        IdError::TooLong(count) => words.fill(Word::LongId, &[("count", &count.to_string())]),
        IdError::Character(character, place) => at(words, Word::IdCharacter, *character, *place),
    }
}

/// What is wrong with a link in the task's field.
///
/// ```
/// use tallyfy_archive::tallyfy::LinkError;
/// use tallyfy_archive::{Words, reasons};
///
/// let reason = reasons::of_link(&Words::default(), &LinkError::Elsewhere);
/// assert_eq!(reason, "This is not a link to Tallyfy.");
/// ```
pub fn of_link(words: &Words, error: &LinkError) -> String {
    match error {
        LinkError::Elsewhere => words.get(Word::ForeignLink).to_owned(),
        LinkError::NoTask => words.get(Word::LinkWithoutTask).to_owned(),
        LinkError::Id(error) => of_id(words, error, Word::LinkWithoutTask),
    }
}

/// What is wrong with a token.
///
/// ```
/// use tallyfy_archive::tallyfy::TokenError;
/// use tallyfy_archive::{Words, reasons};
///
/// assert_eq!(reasons::of_token(&Words::default(), &TokenError::Empty), "Enter an access token.");
/// ```
pub fn of_token(words: &Words, error: &TokenError) -> String {
    match error {
        TokenError::Empty => words.get(Word::MissingToken).to_owned(),
        TokenError::Character(character, place) => at(words, Word::TokenCharacter, *character, *place),
    }
}

/// What is wrong with the API's address.
///
/// ```
/// use tallyfy_archive::tallyfy::BaseError;
/// use tallyfy_archive::{Words, reasons};
///
/// let reason = reasons::of_base(&Words::default(), &BaseError::Insecure);
/// assert!(reason.contains("must start with https://"));
/// ```
pub fn of_base(words: &Words, error: &BaseError) -> String {
    let word = match error {
        BaseError::NotAUrl => Word::BaseNotUrl,
        BaseError::Insecure => Word::BaseInsecure,
        BaseError::Credentials => Word::BaseCredentials,
        BaseError::QueryOrFragment => Word::BaseQuery,
        BaseError::NoOrigin => Word::BaseNoOrigin,
        BaseError::Character(character) => {
            return words.fill(Word::BaseCharacter, &[("character", &shown(*character))]);
        }
    };
    words.get(word).to_owned()
}

fn at(words: &Words, word: Word, character: char, place: usize) -> String {
    words.fill(word, &[("place", &place.to_string()), ("character", &shown(character))])
}

/// A character with its code point, so that one that cannot be seen can be named: `“` is `“ (U+201C)`, a zero-width
/// space only `U+200B`.
fn shown(character: char) -> String {
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

/// A number of seconds or minutes for people: whole, and never zero.
///
/// ```
/// assert_eq!(tallyfy_archive::reasons::rounded(1.2), "2");
/// ```
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is meant"
)]
pub fn rounded(number: f64) -> String {
    (number.ceil().max(1.0) as u32).to_string()
}
