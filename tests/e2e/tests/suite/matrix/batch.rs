//! Cells that are played at the same time, each by an element of its own.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use e2e::{PATIENCE, Stage, State, eventually};
use sandbox::{Ending, LoggedRequest};
use serde_json::{Value, json};

use super::Column;
use super::cell::{Cell, ELSEWHERE, Look};
use super::timeline::{Clocks, Timeline};
use crate::faults::{Pace, Trouble};

/// Beyond the timeout of a request, and beyond the time in which a copy of one may still be executed.
const BEYOND: Duration = Duration::from_secs(31);

/// What the first checks of an unknown outcome wait for.
const FIRST_CHECKS: [Duration; 2] = [Duration::from_millis(2_300), Duration::from_secs(3)];

/// A step in which time passes where the widget waits.
const STEP: Duration = Duration::from_secs(1);

/// How long nothing has to happen until nothing more will.
const QUIET: Duration = Duration::from_millis(40);

/// How long reads take where others hang.
const LONGEST_READ: Duration = Duration::from_secs(1);

pub(super) struct Batch<'a> {
    stage: &'a Stage,
    cells: Vec<&'a Cell<'a>>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(stage: &'a Stage, cells: Vec<&'a Cell<'a>>) -> Self {
        Self { stage, cells }
    }

    /// Plays the cells. Answers with what is to stand in each, or how it lies.
    pub(super) fn play(&self, clocks: Clocks) -> Vec<Result<String, String>> {
        if self.cells.is_empty() {
            return Vec::new();
        }
        self.stage.api().clear_faults();
        self.stage.api().clear_log();
        self.prepare();
        let prepared = self.look();
        self.begin_trouble();
        self.call(|cell| Some(cell.column.as_str()));
        self.lose_network();
        let first = self.first_outcomes(&prepared);

        // The first checks come before the work that is done later, and the others after it.
        for time in FIRST_CHECKS {
            self.pass(time);
        }
        self.do_late_work();
        self.end_trouble();
        let last = self.last_outcomes();
        let asked = self.ask();
        let changes = Timeline::all(self.stage, clocks);
        let is_followed = self.stage.page.log().iter().any(|request| request.path == ELSEWHERE);

        let conclude = |cell: &&Cell| {
            let [prepared, first, last, asked] = [&prepared, &first, &last, &asked].map(|looks| &looks[&cell.task]);
            let mut asked = asked.clone();
            // What was said while the cell was prepared is no part of it.
            asked.said.drain(..prepared.said.len());
            cell.judge(&asked, changes.get(&cell.task).map_or(&[], Vec::as_slice))?;
            if is_followed {
                return Err("the redirect was followed".to_owned());
            }
            let mut told = cell.told(first);
            if last.state != first.state {
                told = format!("{told} → {}", last.state);
            } else if asked.state != last.state {
                let when = if cell.may_time_out() { "" } else { " when asked" };
                told = format!("{told} → {}{when}", asked.state);
            }
            Ok(told)
        };
        self.cells.iter().map(conclude).collect()
    }

    /// Takes fresh elements to where the operation can begin.
    fn prepare(&self) {
        let elements: Vec<_> = self.cells.iter().map(|cell| cell.element(self.stage)).collect();
        self.stage.browser.run("renew(arguments[0])", &json!([elements]));
        for cell in self.cells.iter().filter(|cell| cell.column == Column::Check) {
            cell.leave_open(self.stage);
        }
        // All of an element has to be there before the port it came through is closed.
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

    fn begin_trouble(&self) {
        self.stage.api().clear_faults();
        for cell in &self.cells {
            cell.arm(self.stage);
        }
        let answers = self.cells.iter().filter_map(|cell| match cell.row.trouble {
            Trouble::ServiceWorker(_, text) => {
                Some(json!({ "task": cell.task, "method": cell.column.method(), "text": text }))
            }
            _ => None,
        });
        let answers: Vec<_> = answers.collect();
        if !answers.is_empty() {
            self.stage
                .browser
                .wait_for("await work(arguments_[0])", &json!([answers]));
        }
        match self.trouble() {
            Trouble::Refused => self.stage.api().refuse().expect("the port closes"),
            Trouble::OfflineBefore => self.set_offline(true),
            _ => {}
        }
    }

    /// Takes the network away once the requests that decide are sent.
    fn lose_network(&self) {
        if matches!(self.trouble(), Trouble::OfflineDuring) {
            self.wait_until_sent();
            self.set_offline(true);
        }
        if self.pace() == Pace::TimesOut {
            self.wait_until_sent();
            self.stage.skip(BEYOND);
        }
    }

    fn wait_until_sent(&self) {
        let is_sent = |cell: &&Cell| {
            let log = self.stage.api().log();
            log.iter().any(|request| {
                request.method == cell.column.method()
                    && request.path.contains(&cell.task)
                    && request.ending == Ending::Open
            })
        };
        eventually(|| self.cells.iter().all(is_sent).then_some(())).expect("the requests are sent");
    }

    /// Waits until each element has said something, or resolved what was called.
    fn first_outcomes(&self, prepared: &BTreeMap<String, Look>) -> BTreeMap<String, Look> {
        let busy = ["finding", "archiving", "restoring"];
        let mut first = BTreeMap::new();
        eventually(|| {
            let looks = self.look();
            let is_there = |cell: &&Cell| {
                let look = &looks[&cell.task];
                let is_checked = cell.column != Column::Check
                    || look.resolved.is_some()
                    || look.said.len() > prepared[&cell.task].said.len();
                !busy.contains(&look.state.as_str()) && is_checked
            };
            // Each as it was then, however long the others take.
            for cell in self.cells.iter().filter(|cell| is_there(cell)) {
                let look = || looks[&cell.task].clone();
                first.entry(cell.task.clone()).or_insert_with(look);
            }
            if first.len() == self.cells.len() {
                return Some(());
            }
            let is_lost = matches!(self.trouble(), Trouble::OfflineDuring);
            match self.pace() {
                Pace::Waits | Pace::Alone if is_lost || !self.stage.is_waiting() => self.stage.skip(STEP),
                _ => {}
            }
            None
        })
        .unwrap_or_else(|| panic!("the elements settle: {:?}", self.unsettled()));
        first
    }

    fn do_late_work(&self) {
        let api = self.stage.api();
        api.carry_out_late_changes();
        let slow = self.cells.iter().filter(|cell| cell.row.is_slow());
        for cell in slow {
            let is_done = |request: &LoggedRequest| request.path.contains(&cell.task) && request.changed;
            assert!(
                api.wait_until(PATIENCE, |log| log.iter().any(is_done)),
                "slow work is done"
            );
        }
    }

    fn end_trouble(&self) {
        match self.trouble() {
            Trouble::Refused => self.stage.api().accept().expect("the port opens"),
            Trouble::OfflineBefore | Trouble::OfflineDuring => self.set_offline(false),
            _ => {}
        }
        self.stage.api().clear_faults();
    }

    /// Lets time pass until no element checks by itself any more.
    fn last_outcomes(&self) -> BTreeMap<String, Look> {
        let looks = eventually(|| {
            self.pass(BEYOND);
            let looks = self.look();
            (!looks.values().any(Look::is_checking)).then_some(looks)
        });
        looks.unwrap_or_else(|| panic!("the checks end: {:?}", self.unsettled()))
    }

    /// Has a person ask once more what is still unknown.
    fn ask(&self) -> BTreeMap<String, Look> {
        let looks = self.look();
        let unknown = |cell: &Cell| looks[&cell.task].state == State::Unknown;
        if self.cells.iter().any(|cell| unknown(cell)) {
            // The promises of the operations have resolved.
            let resolved: Vec<_> = self
                .cells
                .iter()
                .map(|cell| looks[&cell.task].resolved.clone())
                .collect();
            assert!(resolved.iter().all(Option::is_some), "{resolved:?}");
            self.call(|cell| unknown(cell).then_some("check"));
            eventually(|| self.look().values().all(|look| look.resolved.is_some()).then_some(()))
                .expect("the checks end");
        }
        self.look()
    }

    /// Lets this much time pass, and waits for what comes of it.
    fn pass(&self, time: Duration) {
        self.stage.skip(time);
        let start = Instant::now();
        let mut quiet = 0;
        // An answer may set off the next request.
        while quiet < 2 {
            sleep(QUIET);
            quiet = if self.stage.is_waiting() { 0 } else { quiet + 1 };
            // What hangs does so until its time is over.
            if self.hangs() && start.elapsed() > LONGEST_READ {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "it becomes quiet");
        }
    }

    /// Whether requests get no answer as long as the trouble lasts.
    fn hangs(&self) -> bool {
        self.pace() == Pace::TimesOut || matches!(self.trouble(), Trouble::OfflineDuring)
    }

    fn call(&self, method: impl Fn(&Cell) -> Option<&'static str>) {
        let calls: Vec<_> = self
            .cells
            .iter()
            .filter_map(|cell| method(cell).map(|method| json!([cell.task, method])))
            .collect();
        self.stage.browser.run("begin(arguments[0])", &json!([calls]));
    }

    fn wait_for(&self, state: impl Fn(&Cell) -> State) {
        let is_there = || {
            let looks = self.look();
            self.cells.iter().all(|cell| looks[&cell.task].state == state(cell))
        };
        eventually(|| is_there().then_some(())).unwrap_or_else(|| panic!("it is prepared: {:?}", self.unsettled()));
    }

    fn look(&self) -> BTreeMap<String, Look> {
        let looks = self.stage.browser.run("return look()", &json!([]));
        let name = |value: &Value| value["task"].as_str().unwrap_or_default().to_owned();
        let looks = looks.as_array().into_iter().flatten();
        looks.map(|value| (name(value), Look::of(value))).collect()
    }

    fn unsettled(&self) -> Vec<String> {
        let looks = self.look();
        let line = |cell: &&Cell| {
            let look = &looks[&cell.task];
            format!("{} under {} is {}", cell.column.as_str(), cell.row.name, look.state)
        };
        self.cells.iter().map(line).collect()
    }

    /// The trouble that is one for all cells, if there is one.
    fn trouble(&self) -> &Trouble {
        &self.cells[0].row.trouble
    }

    fn pace(&self) -> Pace {
        self.cells[0].row.pace
    }

    fn set_offline(&self, offline: bool) {
        let is_set = self.stage.browser.set_offline(offline);
        assert!(is_set, "the browser can be taken off the network");
    }
}
