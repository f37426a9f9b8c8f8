//! Replacement of texts, and placeholders.

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
