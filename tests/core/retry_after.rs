//! `Retry-After`: seconds, or a date in any of the three HTTP formats.

use crate::tallyfy::retry_after;
use proptest::prelude::*;
use std::time::UNIX_EPOCH;

/// Wed, 21 Oct 2026 07:28:00 GMT.
pub(crate) const DATE: f64 = 1_792_567_680_000.0;

/// Parses an HTTP date to milliseconds since 1970.
pub(crate) fn date(text: &str) -> Option<f64> {
    let moment = httpdate::parse_http_date(text).ok()?;
    Some(moment.duration_since(UNIX_EPOCH).ok()?.as_secs_f64() * 1000.0)
}

#[test]
fn seconds() {
    for (header, wait) in [
        ("0", 0.0),
        ("1", 1_000.0),
        (" 120 ", 120_000.0),
        ("007", 7_000.0),
        ("3600", 3_600_000.0),
    ] {
        assert_eq!(retry_after(header, DATE, date), Some(wait), "{header}");
    }
}

#[test]
fn huge_numbers_of_seconds_are_capped() {
    for header in [
        "9999999999",
        "99999999999",
        "18446744073709551616",
        "9".repeat(400).as_str(),
    ] {
        let wait = retry_after(header, DATE, date);
        assert!(
            wait.is_some_and(|wait| wait.is_finite() && wait > 1e9),
            "{header}: {wait:?}"
        );
    }
}

#[test]
fn all_three_forms_of_a_date_are_parsed() {
    for header in [
        "Wed, 21 Oct 2026 07:28:00 GMT",
        "Wednesday, 21-Oct-26 07:28:00 GMT",
        "Wed Oct 21 07:28:00 2026",
        " Wed, 21 Oct 2026 07:28:00 GMT ",
    ] {
        for (now, wait) in [
            (DATE - 90_000.0, 90_000.0),
            (DATE, 0.0),
            (DATE + 1.0, 0.0),
            (DATE - 86_400_000.0, 86_400_000.0),
        ] {
            assert_eq!(retry_after(header, now, date), Some(wait), "{header} at {now}");
        }
    }
}

#[test]
fn invalid_json_is_unreadable() {
    for header in [
        "",
        " ",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "1, 2",
        "5 minutes",
        "٣",
        "2026-10-21T07:28:00Z",
        "Wed, 99 Oct 2026 07:28:00 GMT",
    ] {
        assert_eq!(retry_after(header, DATE, date), None, "{header:?}");
    }
}

#[test]
fn a_lenient_date_parser_is_called_only_for_plausible_dates() {
    for header in ["", "5 minutes", "1.5", "-1", "2026-10-21T07:28:00Z", "May"] {
        assert_eq!(retry_after(header, 0.0, |_| Some(1_000.0)), None, "{header:?}");
    }
}

#[test]
fn a_date_parser_without_a_result_yields_none() {
    for read in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(retry_after("Wed Oct 21 07:28:00 2026", 0.0, |_| Some(read)), None);
    }
}

proptest! {
    #[test]
    fn no_header_yields_an_invalid_wait(header in ".*", now in -1e13..1e13, read in prop::option::of(prop::num::f64::ANY)) {
        if let Some(wait) = retry_after(&header, now, |_| read) {
            prop_assert!(wait >= 0.0 && wait.is_finite());
        }
    }
}
