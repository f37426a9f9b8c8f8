//! Texts, and how a page replaces them.

use crate::{Word, Words};

#[test]
fn a_page_replaces_single_texts() {
    let words = Words::with([(Word::Find, "Aufgabe suchen".to_owned())]);
    assert_eq!(words.get(Word::Find), "Aufgabe suchen");
    assert_eq!(words.get(Word::Archive), "Archive task");
}

#[test]
fn placeholders_are_filled_wherever_they_stand_and_nothing_else_is() {
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
        let words = Words::with([(Word::Minutes, text.to_owned())]);
        assert_eq!(words.fill(Word::Minutes, &[("count", "3")]), expected, "{text}");
    }
}

#[test]
fn a_value_is_not_filled_itself() {
    let words = Words::default();
    let filled = words.fill(Word::Obstacle, &[("reason", "{reason} {x}")]);
    assert!(filled.ends_with("{reason} {x}"), "{filled}");
}
