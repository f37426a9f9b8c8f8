//! The two clocks: a monotonic one for durations, and the wall clock for displayed times.

use js_sys::Date;

/// Milliseconds on the browser's monotonic clock. Setting the computer's clock does not move it.
pub(crate) fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(Date::now, |performance| performance.now())
}

/// The wall clock's milliseconds since 1970 at this moment of the monotonic clock.
pub(crate) fn wall_ms_at(moment_ms: f64) -> f64 {
    Date::now() + moment_ms - now_ms()
}
