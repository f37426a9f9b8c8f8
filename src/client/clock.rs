//! The monotonic clock for durations, and the wall clock for displayed times.

use js_sys::Date;

/// Milliseconds on the monotonic clock, which does not change when the computer's clock is set.
pub(crate) fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(Date::now, |performance| performance.now())
}

/// Converts a time on the monotonic clock to milliseconds since 1970.
pub(crate) fn wall_ms_at(monotonic_ms: f64) -> f64 {
    Date::now() + monotonic_ms - now_ms()
}
