//! Dates and times, with and without a zone.

use crate::tallyfy::IsoDate;

#[test]
fn a_time_without_a_zone_is_utc_and_a_date_alone_has_no_time() {
    for (text, read, has_time) in [
        ("2026-05-01T12:00:00Z", "2026-05-01T12:00:00Z", true),
        ("2026-05-01T12:00:00.000Z", "2026-05-01T12:00:00.000Z", true),
        ("2026-05-01T12:00:00z", "2026-05-01T12:00:00z", true),
        ("2026-05-01T12:00:00+02:00", "2026-05-01T12:00:00+02:00", true),
        ("2026-05-01T12:00:00-1000", "2026-05-01T12:00:00-1000", true),
        ("2026-05-01T12:00:00", "2026-05-01T12:00:00Z", true),
        ("2026-05-01T12:00:00.123", "2026-05-01T12:00:00.123Z", true),
        ("2026-05-01t12:00", "2026-05-01T12:00Z", true),
        ("2026-05-01 12:00:00", "2026-05-01T12:00:00Z", true),
        ("2026-05-01 12:00:00+00:00", "2026-05-01T12:00:00+00:00", true),
        (" 2026-05-01 ", "2026-05-01", false),
        ("2026-05-01T", "2026-05-01", false),
        // Left to the browser, which shows as it is what it cannot read.
        ("Fri, 01 May 2026 12:00:00 GMT", "Fri, 01 May 2026 12:00:00 GMT", true),
        ("tomorrow", "tomorrow", true),
        ("", "", true),
    ] {
        let date = IsoDate::new(text);
        assert_eq!((date.text.as_str(), date.has_time), (read, has_time), "{text:?}");
    }
}
