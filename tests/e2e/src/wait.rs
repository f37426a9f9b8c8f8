//! Waiting for conditions. The timeout only ends what would never happen.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// The timeout of a wait, on a busy machine.
pub const TIMEOUT: Duration = Duration::from_mins(2);

/// Polls until the closure returns `Some`; `None` after the timeout.
pub fn eventually<T>(mut poll: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    loop {
        let result = poll();
        if result.is_some() || began.elapsed() > TIMEOUT {
            return result;
        }
        sleep(Duration::from_millis(30));
    }
}
