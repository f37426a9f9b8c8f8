//! The rate limit gate: after a 429 for one widget of the page, the requests of the others wait as well.

use std::cell::RefCell;

use crate::archive::{MAX_WAIT_MS, Outcome};

/// The wait after a 429 without `Retry-After`.
const DEFAULT_WAIT_MS: f64 = 1_000.0;

thread_local! {
    /// Origins with a closed gate, and until when, in milliseconds on the monotonic clock.
    static CLOSED: RefCell<Vec<(String, f64)>> = const { RefCell::new(Vec::new()) };
}

/// Until when the gate of this origin is closed, if it is.
pub(super) fn closed_until(origin: &str, now_ms: f64) -> Option<f64> {
    CLOSED.with_borrow_mut(|closed| {
        closed.retain(|(_, until)| *until > now_ms);
        let entry = closed.iter().find(|(of, _)| of == origin);
        entry.map(|(_, until)| *until)
    })
}

/// Closes the gate of this origin if the outcome is a 429, and returns until when.
pub(super) fn record_rate_limit(origin: &str, outcome: &Outcome, now_ms: f64) -> Option<f64> {
    let Outcome::Response(response) = outcome else {
        return None;
    };
    if response.head.status != 429 {
        return None;
    }
    let until = now_ms + response.head.retry_after.unwrap_or(DEFAULT_WAIT_MS).min(MAX_WAIT_MS);
    close_gate(origin, until);
    Some(until)
}

/// Closes the gate of this origin.
pub(crate) fn close_gate(origin: &str, until: f64) {
    CLOSED.with_borrow_mut(|closed| match closed.iter_mut().find(|(of, _)| of == origin) {
        Some((_, before)) => *before = before.max(until),
        None => closed.push((origin.to_owned(), until)),
    });
}

/// The origins with a closed gate, and until when.
pub(crate) fn closed_gates() -> Vec<(String, f64)> {
    CLOSED.with_borrow(Vec::clone)
}
