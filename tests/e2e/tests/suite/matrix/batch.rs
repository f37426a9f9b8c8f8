//! Cells that run at the same time, each with its own element.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use e2e::{Context, State, TIMEOUT, eventually};
use sandbox::{Ending, LoggedRequest};
use serde_json::{Value, json};

use super::cell::{Cell, ELSEWHERE, Snapshot};
use super::column::Column;
use super::faults::{Disruption, Pace};
use super::timeline::{Clocks, Timeline};

/// Longer than the timeout of a request, and than the in-doubt window.
const AFTER_WINDOW: Duration = Duration::from_secs(31);

/// The delays of the first checks of an unknown outcome.
const FIRST_CHECKS: [Duration; 2] = [Duration::from_millis(2_300), Duration::from_secs(3)];

/// The step by which the clock is advanced while the widget waits.
const STEP: Duration = Duration::from_secs(1);

/// Without activity for this long, everything has settled.
const QUIET_PERIOD: Duration = Duration::from_millis(40);

/// The longest duration of reads while other requests hang.
const SLOW_READ: Duration = Duration::from_secs(1);

pub(super) struct Batch<'a> {
    ctx: &'a Context,
    cells: Vec<&'a Cell<'a>>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(ctx: &'a Context, cells: Vec<&'a Cell<'a>>) -> Self {
        Self { ctx, cells }
    }

    /// Runs the cells. Returns the text of each cell, or why its outcome is false.
    pub(super) fn run(&self, clocks: Clocks) -> Vec<Result<String, String>> {
        if self.cells.is_empty() {
            return Vec::new();
        }
        self.ctx.api().clear_faults();
        self.ctx.api().clear_log();
        self.prepare();
        let prepared = self.snapshot();
        self.start_disruption();
        self.call(|cell| Some(cell.column.as_str()));
        self.lose_network();
        let first = self.first_outcomes(&prepared);

        // The first checks come before the late work, the others after it.
        for time in FIRST_CHECKS {
            self.advance(time);
        }
        self.run_late_work();
        self.end_disruption();
        let last = self.last_outcomes();
        let checked = self.check_unknown();
        let changes = Timeline::all(self.ctx, clocks);
        let is_followed = self.ctx.page.log().iter().any(|request| request.path == ELSEWHERE);

        let conclude = |cell: &&Cell| {
            let [prepared, first, last, checked] =
                [&prepared, &first, &last, &checked].map(|snapshots| &snapshots[&cell.task]);
            let mut checked = checked.clone();
            // Ignore announcements of the preparation.
            checked.announced.drain(..prepared.announced.len());
            cell.verify(&checked, changes.get(&cell.task).map_or(&[], Vec::as_slice))?;
            if is_followed {
                return Err("the redirect was followed".to_owned());
            }
            let mut outcome = cell.outcome(first);
            if last.state != first.state {
                outcome = format!("{outcome} → {}", last.state);
            } else if checked.state != last.state {
                let when = if cell.may_time_out() { "" } else { " on request" };
                outcome = format!("{outcome} → {}{when}", checked.state);
            }
            Ok(outcome)
        };
        self.cells.iter().map(conclude).collect()
    }

    /// Brings new elements to the state in which the operation can start.
    fn prepare(&self) {
        let elements: Vec<_> = self.cells.iter().map(|cell| cell.element(self.ctx)).collect();
        self.ctx
            .browser
            .run("replaceElements(arguments[0])", &json!([elements]));
        for cell in self.cells.iter().filter(|cell| cell.column == Column::Check) {
            cell.leave_unknown(self.ctx);
        }
        // Everything must be loaded before the port is closed.
        self.call(|cell| Some(if cell.column == Column::Find { "reset" } else { "find" }));
        self.wait_for(|cell| match cell.column {
            Column::Find => State::Idle,
            Column::Archive | Column::Check => State::Review,
            Column::Restore => State::Archived,
        });
        self.call(|cell| (cell.column == Column::Check).then_some("archive"));
        self.wait_for(|cell| match cell.column {
            Column::Find => State::Idle,
            Column::Archive => State::Review,
            Column::Restore => State::Archived,
            Column::Check => State::Unknown,
        });
    }

    fn start_disruption(&self) {
        self.ctx.api().clear_faults();
        for cell in &self.cells {
            cell.arm(self.ctx);
        }
        let answers = self.cells.iter().filter_map(|cell| match cell.row.disruption {
            Disruption::ServiceWorker(_, text) => {
                Some(json!({ "task": cell.task, "method": cell.column.method(), "text": text }))
            }
            _ => None,
        });
        let answers: Vec<_> = answers.collect();
        if !answers.is_empty() {
            self.ctx
                .browser
                .run_async("await startWorker(arguments_[0])", &json!([answers]));
        }
        match self.disruption() {
            Disruption::Refused => self.ctx.api().refuse().expect("the port closes"),
            Disruption::OfflineBefore => self.set_offline(true),
            _ => {}
        }
    }

    /// Disconnects the network once the requests are sent.
    fn lose_network(&self) {
        if matches!(self.disruption(), Disruption::OfflineDuring) {
            self.wait_until_sent();
            self.set_offline(true);
        }
        if self.pace() == Pace::TimesOut {
            self.wait_until_sent();
            self.ctx.advance_clock(AFTER_WINDOW);
        }
    }

    fn wait_until_sent(&self) {
        let is_sent = |cell: &&Cell| {
            let log = self.ctx.api().log();
            log.iter().any(|request| {
                request.method == cell.column.method()
                    && request.path.contains(&cell.task)
                    && request.ending == Ending::Open
            })
        };
        eventually(|| self.cells.iter().all(is_sent).then_some(())).expect("the requests are sent");
    }

    /// Waits until each element has announced an outcome, or resolved the method.
    fn first_outcomes(&self, prepared: &BTreeMap<String, Snapshot>) -> BTreeMap<String, Snapshot> {
        let busy = ["finding", "archiving", "restoring"];
        let mut first = BTreeMap::new();
        eventually(|| {
            let snapshots = self.snapshot();
            let is_there = |cell: &&Cell| {
                let snapshot = &snapshots[&cell.task];
                let is_checked = cell.column != Column::Check
                    || snapshot.resolved.is_some()
                    || snapshot.announced.len() > prepared[&cell.task].announced.len();
                !busy.contains(&snapshot.state.as_str()) && is_checked
            };
            // A snapshot of each at that time, however long the others take.
            for cell in self.cells.iter().filter(|cell| is_there(cell)) {
                let snapshot = || snapshots[&cell.task].clone();
                first.entry(cell.task.clone()).or_insert_with(snapshot);
            }
            if first.len() == self.cells.len() {
                return Some(());
            }
            let is_lost = matches!(self.disruption(), Disruption::OfflineDuring);
            match self.pace() {
                Pace::Retries | Pace::Alone if is_lost || !self.ctx.has_pending_requests() => {
                    self.ctx.advance_clock(STEP);
                }
                _ => {}
            }
            None
        })
        .unwrap_or_else(|| panic!("the elements settle: {:?}", self.unsettled()));
        first
    }

    fn run_late_work(&self) {
        let api = self.ctx.api();
        api.execute_late_changes();
        let slow = self.cells.iter().filter(|cell| cell.row.is_slow());
        for cell in slow {
            let is_done = |request: &LoggedRequest| request.path.contains(&cell.task) && request.changed;
            assert!(
                api.wait_until(TIMEOUT, |log| log.iter().any(is_done)),
                "slow work is done"
            );
        }
    }

    fn end_disruption(&self) {
        match self.disruption() {
            Disruption::Refused => self.ctx.api().accept().expect("the port opens"),
            Disruption::OfflineBefore | Disruption::OfflineDuring => self.set_offline(false),
            _ => {}
        }
        self.ctx.api().clear_faults();
    }

    /// Advances the clock until no element checks automatically any more.
    fn last_outcomes(&self) -> BTreeMap<String, Snapshot> {
        let snapshots = eventually(|| {
            self.advance(AFTER_WINDOW);
            let snapshots = self.snapshot();
            (!snapshots.values().any(Snapshot::is_checking)).then_some(snapshots)
        });
        snapshots.unwrap_or_else(|| panic!("the checks end: {:?}", self.unsettled()))
    }

    /// Checks outcomes that are still unknown once more, as a user would.
    fn check_unknown(&self) -> BTreeMap<String, Snapshot> {
        let snapshots = self.snapshot();
        let unknown = |cell: &Cell| snapshots[&cell.task].state == State::Unknown;
        if self.cells.iter().any(|cell| unknown(cell)) {
            // The promises of the operations have resolved.
            let resolved: Vec<_> = self
                .cells
                .iter()
                .map(|cell| snapshots[&cell.task].resolved.clone())
                .collect();
            assert!(resolved.iter().all(Option::is_some), "{resolved:?}");
            self.call(|cell| unknown(cell).then_some("check"));
            eventually(|| {
                self.snapshot()
                    .values()
                    .all(|snapshot| snapshot.resolved.is_some())
                    .then_some(())
            })
            .expect("the checks end");
        }
        self.snapshot()
    }

    /// Advances the clock, and waits for the effects.
    fn advance(&self, time: Duration) {
        self.ctx.advance_clock(time);
        let start = Instant::now();
        let mut quiet = 0;
        // A response may trigger the next request.
        while quiet < 2 {
            sleep(QUIET_PERIOD);
            quiet = if self.ctx.has_pending_requests() { 0 } else { quiet + 1 };
            // Hanging requests stay open until their timeout.
            if self.hangs() && start.elapsed() > SLOW_READ {
                return;
            }
            assert!(start.elapsed() < TIMEOUT, "it becomes quiet");
        }
    }

    /// Whether requests get no response during the disruption.
    fn hangs(&self) -> bool {
        self.pace() == Pace::TimesOut || matches!(self.disruption(), Disruption::OfflineDuring)
    }

    fn call(&self, method: impl Fn(&Cell) -> Option<&'static str>) {
        let calls: Vec<_> = self
            .cells
            .iter()
            .filter_map(|cell| method(cell).map(|method| json!([cell.task, method])))
            .collect();
        self.ctx.browser.run("callAll(arguments[0])", &json!([calls]));
    }

    fn wait_for(&self, state: impl Fn(&Cell) -> State) {
        let is_there = || {
            let snapshots = self.snapshot();
            self.cells.iter().all(|cell| snapshots[&cell.task].state == state(cell))
        };
        eventually(|| is_there().then_some(())).unwrap_or_else(|| panic!("it is prepared: {:?}", self.unsettled()));
    }

    fn snapshot(&self) -> BTreeMap<String, Snapshot> {
        let snapshots = self.ctx.browser.run("return snapshot()", &json!([]));
        let name = |value: &Value| value["task"].as_str().unwrap_or_default().to_owned();
        let snapshots = snapshots.as_array().into_iter().flatten();
        snapshots.map(|value| (name(value), Snapshot::of(value))).collect()
    }

    fn unsettled(&self) -> Vec<String> {
        let snapshots = self.snapshot();
        let line = |cell: &&Cell| {
            let snapshot = &snapshots[&cell.task];
            format!("{} under {} is {}", cell.column.as_str(), cell.row.name, snapshot.state)
        };
        self.cells.iter().map(line).collect()
    }

    /// The disruption that all cells share.
    fn disruption(&self) -> &Disruption {
        &self.cells[0].row.disruption
    }

    fn pace(&self) -> Pace {
        self.cells[0].row.pace
    }

    fn set_offline(&self, offline: bool) {
        let is_set = self.ctx.browser.set_offline(offline);
        assert!(is_set, "the browser can be taken off the network");
    }
}
