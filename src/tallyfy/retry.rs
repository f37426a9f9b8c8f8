//! The `Retry-After` header (RFC 9110, section 10.2.3).

/// Longer waits count as this one: 300 years.
const MAX_SECONDS: u64 = 9_999_999_999;

/// The wait in milliseconds from `now`, which is in milliseconds since 1970; `None` if the header is invalid.
///
/// The header contains seconds or a date. `date` parses a date to milliseconds since 1970: the browser can parse all
/// three formats of HTTP dates. A date in the past is a wait of 0.
pub(crate) fn retry_after(header: &str, now: f64, date: impl Fn(&str) -> Option<f64>) -> Option<f64> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(milliseconds(header.parse().unwrap_or(MAX_SECONDS).min(MAX_SECONDS)));
    }
    // `Date.parse` accepts almost anything, "5 minutes" too. HTTP dates begin with a weekday and contain a time.
    if !header.starts_with(|first: char| first.is_ascii_alphabetic()) || !header.contains(':') {
        return None;
    }
    date(header)
        .filter(|time| time.is_finite())
        .map(|time| (time - now).max(0.0))
}

#[expect(clippy::cast_precision_loss, reason = "ten digits are exact in a double")]
fn milliseconds(seconds: u64) -> f64 {
    seconds as f64 * 1000.0
}
