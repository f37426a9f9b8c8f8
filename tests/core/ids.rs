//! IDs: what is accepted and what is rejected.

use crate::core_tests::TASK;
use crate::tallyfy::{IdError, OrgId, RunId, TaskId};
use proptest::prelude::*;

#[test]
fn valid_ids_are_accepted() {
    let longest = "f".repeat(255);
    for (text, id) in [
        (TASK, TASK),
        (" 3f2a9c0d4b5e6f708192a3b4c5d6e7f8\n", TASK),
        ("3F2A9C0D4B5E6F708192A3B4C5D6E7F8", "3F2A9C0D4B5E6F708192A3B4C5D6E7F8"),
        ("3f2a9c0d4b5e6f708192a3b4c5d6e7f", "3f2a9c0d4b5e6f708192a3b4c5d6e7f"),
        ("my-task_1", "my-task_1"),
        ("-", "-"),
        ("\u{a0}7\u{2003}", "7"),
        (&longest, &longest),
    ] {
        let read = TaskId::parse(text).expect(text);
        assert_eq!(read.as_str(), id, "{text:?}");
    }
}

#[test]
fn invalid_ids_are_rejected() {
    let character = IdError::Character;
    for (text, error) in [
        ("", IdError::Empty),
        (" \t\n", IdError::Empty),
        (".", character('.', 1)),
        ("..", character('.', 1)),
        ("a/..", character('/', 2)),
        ("a/b", character('/', 2)),
        ("a\\b", character('\\', 2)),
        ("%2e%2e", character('%', 1)),
        ("a?b", character('?', 2)),
        ("a#b", character('#', 2)),
        ("a b", character(' ', 2)),
        (" a\nb", character('\n', 2)),
        ("a\u{200b}", character('\u{200b}', 2)),
        ("\u{feff}a", character('\u{feff}', 1)),
        ("äb", character('ä', 1)),
        ("٣", character('٣', 1)),
        (&"f".repeat(256), IdError::TooLong(256)),
        (&["f".repeat(300), "/".to_owned()].concat(), character('/', 301)),
    ] {
        assert_eq!(TaskId::parse(text), Err(error.clone()), "{text:?}");
        assert_eq!(OrgId::parse(text), Err(error.clone()), "{text:?}");
        assert_eq!(RunId::parse(text), Err(error), "{text:?}");
    }
}

proptest! {
    #[test]
    fn an_accepted_id_is_trimmed_and_safe_in_a_path(text in "\\PC*|[ -~]{0,300}|[a-z./%_-]{0,4}") {
        if let Ok(id) = TaskId::parse(&text) {
            prop_assert_eq!(id.as_str(), text.trim());
            prop_assert!((1..=255).contains(&id.as_str().len()));
            prop_assert!(id.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
        }
    }

    #[test]
    fn an_error_has_the_first_invalid_character(before in "[a-zA-Z0-9_-]{1,9}", wrong in "[^a-zA-Z0-9_\\-\\s]", after in "[a-z]?") {
        let text = [before.as_str(), &wrong, &after].concat();
        let wrong = wrong.chars().next().expect("one character");
        prop_assert_eq!(TaskId::parse(&text), Err(IdError::Character(wrong, before.len() + 1)));
    }
}
