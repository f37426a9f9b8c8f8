//! What is in flight: requests that are prepared or sent, and waits.

use gloo_timers::callback::Timeout;
use web_sys::AbortController;

/// A request or a wait. Dropping it aborts the request and clears the timer.
#[must_use = "dropping it aborts the request"]
pub(super) struct InFlight {
    /// The machine's name for it.
    pub(super) ticket: u32,
    controller: Option<AbortController>,
    timer: Option<Timeout>,
}

impl InFlight {
    /// A wait.
    pub(super) fn wait(ticket: u32, timer: Timeout) -> Self {
        Self {
            ticket,
            controller: None,
            timer: Some(timer),
        }
    }

    /// A request that is not sent yet.
    pub(super) fn request(ticket: u32, controller: AbortController) -> Self {
        Self {
            ticket,
            controller: Some(controller),
            timer: None,
        }
    }

    /// Replaces the timer.
    pub(super) fn set_timer(&mut self, timer: Option<Timeout>) {
        self.timer = timer;
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
