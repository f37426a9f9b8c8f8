//! Limits how many browsers run at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// More would only compete for the processor.
const MAX_BROWSERS: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// A permit to run a browser, until it is dropped.
#[derive(Debug)]
#[must_use = "dropping it lets the next browser start"]
pub(crate) struct Permit(());

impl Permit {
    /// Waits for a permit.
    pub(crate) fn acquire() -> Self {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running = ENDED
            .wait_while(running, |running| *running >= MAX_BROWSERS)
            .unwrap_or_else(PoisonError::into_inner);
        *running += 1;
        Self(())
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_one();
    }
}
