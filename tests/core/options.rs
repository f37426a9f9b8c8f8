//! Values of options, as the element and the Yew component share them.

use crate::session::{given, timeout_ms};

#[test]
fn a_blank_option_counts_as_absent() {
    let cases = [
        (None, None),
        (Some(""), None),
        (Some(" \t\r\n"), None),
        (Some(" a "), Some(" a ")),
        (Some("0"), Some("0")),
    ];
    for (value, expected) in cases {
        assert_eq!(given(value.map(str::to_owned)).as_deref(), expected, "{value:?}");
    }
}

#[test]
fn a_timeout_is_a_positive_number_of_seconds_and_at_most_a_day() {
    let cases = [
        (0.000_1, 1),
        (0.5, 500),
        (10.0, 10_000),
        (86_400.0, 86_400_000),
        (86_401.0, 86_400_000),
        (f64::INFINITY, 86_400_000),
        (0.0, 30_000),
        (-1.0, 30_000),
        (f64::NEG_INFINITY, 30_000),
        (f64::NAN, 30_000),
    ];
    for (seconds, milliseconds) in cases {
        assert_eq!(timeout_ms(seconds), milliseconds, "{seconds}");
    }
}
