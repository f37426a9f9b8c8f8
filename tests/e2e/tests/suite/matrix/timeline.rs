//! What happened to a task and when: the sandbox's log, on the page's clock.

use std::collections::BTreeMap;

use e2e::Context;
use serde_json::json;

/// The tolerance for clock differences and for delayed listeners.
const TOLERANCE_MS: f64 = 50.0;

/// The offset between the clocks of sandbox and page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks {
    /// The page's time at the zero of the sandbox's clock.
    start: f64,
}

impl Clocks {
    /// Compares the clocks with a request of the page, which the sandbox logs.
    pub(super) fn compare(ctx: &Context) -> Self {
        let path = "/organizations/clocks/tasks/compared";
        let script = "const now = clock.realTime();
            await fetch(arguments_[0]).catch(() => undefined);
            return now";
        let address = format!("{}{path}", ctx.api().api());
        let sent = ctx.browser.run_async(script, &json!([address])).as_f64();
        let path = format!("/api{path}");
        let logged = ctx.api().requests("GET", &path).pop().expect("it is logged");
        Self {
            start: sent.expect("a number") - milliseconds(logged.at_ms),
        }
    }
}

/// The changes of one task, oldest first.
#[derive(Debug)]
pub(super) struct Timeline {
    was_archived: bool,
    /// The time of each on the page's clock, and whether the task was archived then.
    changes: Vec<(f64, bool)>,
}

impl Timeline {
    /// The logged changes by task. Tasks without changes are missing.
    pub(super) fn all(ctx: &Context, clocks: Clocks) -> BTreeMap<String, Vec<(f64, bool)>> {
        let mut changes = BTreeMap::<String, Vec<(f64, bool)>>::new();
        for request in ctx.api().log() {
            let archives = request.method == "DELETE";
            let task = request.path.split('/').nth(5).unwrap_or_default().to_owned();
            let carried_out = request.executions.iter().filter(|execution| execution.changed);
            let carried_out = carried_out.map(|execution| (clocks.start + milliseconds(execution.at_ms), archives));
            changes.entry(task).or_default().extend(carried_out);
        }
        changes
    }

    pub(super) fn new(was_archived: bool, mut changes: Vec<(f64, bool)>) -> Self {
        changes.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self { was_archived, changes }
    }

    /// Whether the task was archived at this time.
    pub(super) fn is_archived_at(&self, moment: f64) -> bool {
        let before = self.changes.iter().rev().find(|(at, _)| *at <= moment + TOLERANCE_MS);
        before.map_or(self.was_archived, |(_, is_archived)| *is_archived)
    }

    /// Whether it was ever changed.
    pub(super) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a test does not take that long")]
fn milliseconds(whole: u64) -> f64 {
    whole as f64
}
