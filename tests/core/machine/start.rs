//! Initial scenarios.

use super::scenario::Scenario;
use crate::archive::{Env, Machine};
use crate::core_tests::TASK;
use crate::tallyfy::ProblemKind;

/// The start time of all scenarios, and their in-doubt window, in milliseconds.
pub(super) const START: f64 = 1_000_000.0;
pub(super) const WINDOW: f64 = 30_000.0;

/// Another task.
pub(super) const OTHER: &str = "90ab12cd34ef56789012ab34cd56ef78";

/// Nothing has happened.
pub(super) fn idle() -> Scenario {
    Scenario {
        machine: Machine::default(),
        env: Env {
            now_ms: START,
            jitter: 0.5,
            is_online: true,
            can_refresh_token: false,
        },
        ticket: 0,
        due: 0.0,
        approval: 0,
        commands: Vec::new(),
    }
}

/// The task was found and is in review.
pub(super) fn found() -> Scenario {
    idle().finds(TASK).answers("get-200-one-off")
}

/// The task was found, and the DELETE is in flight.
pub(super) fn archiving() -> Scenario {
    found().confirms().approved().sent()
}

/// The task is archived.
pub(super) fn archived() -> Scenario {
    archiving().answers("archive-204")
}

/// The task was found archived, and the PUT that restores it is in flight.
pub(super) fn restoring() -> Scenario {
    idle().finds(TASK).answers("get-200-archived").restores().sent()
}

/// It is not known whether the task was archived, and the first check is waited for.
pub(super) fn unknown() -> Scenario {
    archiving().loses(ProblemKind::Timeout).answers("500")
}
