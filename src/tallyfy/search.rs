//! Looking for something in a short text. The standard library's way is the quicker one in long texts, and would weigh
//! a kilobyte of what every page downloads.

/// Whether `part`, ASCII and not empty, is in the text, in capitals or not.
pub(crate) fn has(text: &str, part: &str) -> bool {
    let mut places = text.as_bytes().windows(part.len());
    places.any(|place| place.eq_ignore_ascii_case(part.as_bytes()))
}

/// What is before the first `separator`, ASCII, and what is after it.
pub(super) fn split_once<'text>(text: &'text str, separator: &str) -> Option<(&'text str, &'text str)> {
    let at = (0..text.len()).find(|&at| text.as_bytes()[at..].starts_with(separator.as_bytes()))?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// What is before the last `separator`, an ASCII character, and what is after it.
pub(super) fn split_last(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_is_found_in_capitals_or_not() {
        let cases = [
            ("text/HTML; charset=utf-8", "html", true),
            ("ein Häuschen, linked TASK", "linked task", true),
            ("linked", "linked task", false),
            ("", "html", false),
        ];
        for (text, part, expected) in cases {
            assert_eq!(has(text, part), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_split_where_the_standard_library_splits_them(text in "[a:/ü‐]{0,12}") {
            prop_assert_eq!(split_once(&text, "://"), text.split_once("://"));
            prop_assert_eq!(split_once(&text, "::"), text.split_once("::"));
            prop_assert_eq!(split_last(&text, b':'), text.rsplit_once(':'));
        }
    }
}
