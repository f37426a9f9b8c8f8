//! Replacement of texts, and placeholders.

use crate::archive::{Operation, Phase};
use crate::messages::error_text::ProblemTexts;
use crate::tallyfy::{Problem, ProblemKind};
use crate::{MessageKey, Messages};

#[test]
fn a_page_replaces_single_texts() {
    let messages = Messages::with([(MessageKey::Find, "Aufgabe suchen".to_owned())]);
    assert_eq!(messages.get(MessageKey::Find), "Aufgabe suchen");
    assert_eq!(messages.get(MessageKey::Archive), "Archive task");
}

#[test]
fn only_placeholders_are_filled() {
    let cases = [
        ("{count} min", "3 min"),
        ("{count}{count}", "33"),
        ("ab {count}", "ab 3"),
        ("{other} {count}", "{other} 3"),
        ("{ {count}", "{ 3"),
        ("{count", "{count"),
        ("} {count}", "} 3"),
        ("", ""),
    ];
    for (text, expected) in cases {
        let messages = Messages::with([(MessageKey::Minutes, text.to_owned())]);
        assert_eq!(
            messages.fill(MessageKey::Minutes, &[("count", "3")]),
            expected,
            "{text}"
        );
    }
}

#[test]
fn placeholders_in_values_are_not_filled() {
    let messages = Messages::default();
    let filled = messages.fill(MessageKey::CheckFailed, &[("reason", "{reason} {x}")]);
    assert!(filled.ends_with("{reason} {x}"), "{filled}");
}

#[test]
fn an_unknown_outcome_is_explained_by_its_problem_and_its_last_check() {
    use ProblemKind::{NotFound, RateLimited, ServerError, Timeout, Unauthenticated};
    let cases = [
        (Timeout, None, false, None, "[timeout]", None),
        (
            Timeout,
            Some(ServerError),
            false,
            None,
            "[timeout]",
            Some("[checkFailed]"),
        ),
        (Timeout, Some(Timeout), false, None, "[timeout]", None),
        (Timeout, None, true, None, "[timeout]", Some("[gone]")),
        (NotFound, None, true, None, "[gone]", None),
        (
            Unauthenticated,
            Some(Unauthenticated),
            false,
            None,
            "[tokenExpired]",
            None,
        ),
        (
            Unauthenticated,
            Some(ServerError),
            false,
            None,
            "[unauthenticated]",
            Some("[checkFailed]"),
        ),
        (RateLimited, None, false, None, "[likelyUnchanged]", None),
        (RateLimited, None, false, Some(5.0), "[likelyUnchangedUntil]", None),
    ];
    let messages = Messages::with(MessageKey::ALL.iter().map(|key| (*key, format!("[{}]", key.key()))));
    for (kind, last_check, is_gone, retry_at, explained, checked) in cases {
        let problem = Problem::new(kind);
        let phase = Phase::Unknown {
            operation: Operation::Archive,
            problem: problem.clone(),
            last_check_error: last_check.map(Problem::new),
            is_gone,
            is_being_checked: false,
            next_check: None,
            retry_at,
            may_complete_until: 0.0,
        };
        let time = |_| String::new();
        let texts = ProblemTexts {
            messages: &messages,
            timeout: 1.0,
            needs_entered_token: true,
        };
        let explanation = texts.explanation(&phase, Operation::Archive, &problem, time);
        let last_check = texts.last_check(&phase, Operation::Archive, &problem);
        assert_eq!(
            (explanation.as_str(), last_check.as_deref()),
            (explained, checked),
            "{phase:?}"
        );
    }
}

#[test]
fn a_rejected_token_is_explained_by_who_gives_it() {
    let messages = Messages::with(MessageKey::ALL.iter().map(|key| (*key, format!("[{}]", key.key()))));
    let problem = Problem::new(ProblemKind::Unauthenticated);
    let unknown = Phase::Unknown {
        operation: Operation::Archive,
        problem: problem.clone(),
        last_check_error: Some(problem.clone()),
        is_gone: false,
        is_being_checked: false,
        next_check: None,
        retry_at: None,
        may_complete_until: 0.0,
    };
    for (needs_entered_token, title, explained) in [
        (true, "[unauthenticated]", "[tokenExpired]"),
        (false, "[unauthenticatedPage]", "[signInExpired]"),
    ] {
        let texts = ProblemTexts {
            messages: &messages,
            timeout: 1.0,
            needs_entered_token,
        };
        assert_eq!(texts.title(Operation::Find, &problem), title);
        let explanation = texts.explanation(&unknown, Operation::Archive, &problem, |_| String::new());
        assert_eq!(explanation, explained);

        // A 401 that is about permission has its own words, whoever gives the token.
        let mut not_permitted = problem.clone();
        not_permitted.status = Some(401);
        not_permitted.message = Some("Unauthorized.".to_owned());
        let explanation = texts.explanation(&unknown, Operation::Archive, &not_permitted, |_| String::new());
        assert_eq!(explanation, "[notPermitted]");
    }
}
