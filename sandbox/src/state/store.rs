//! The mutable state, and the changes of items.

use std::time::Instant;

use serde_json::Value;

use super::clock::Clock;
use super::history::History;
use super::item::Item;
use super::{Answer, Change, Execution, LateChange, Log, Outcome, Reads, Run, Task, Template};
use crate::cors::Cors;
use crate::faults::FaultRegistry;
use crate::kind::Kind;

/// The state behind all routes.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) tasks: Vec<Task>,
    pub(crate) runs: Vec<Run>,
    pub(crate) templates: Vec<Template>,
    pub(crate) faults: FaultRegistry,
    pub(crate) log: Log,
    pub(crate) cors: Cors,
    pub(crate) reads: Reads,
    late: Vec<LateChange>,
    history: History,
    clock: Clock,
    start: Instant,
}

/// An item as a read sees it: with the `archived_at` of `lag_ms` ago.
#[derive(Debug)]
pub(crate) struct Snapshot<'a, T: ?Sized> {
    pub(crate) item: &'a T,
    pub(crate) archived_at: Option<String>,
}

impl<T: Item + ?Sized> Snapshot<'_, T> {
    pub(crate) fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }

    pub(crate) fn to_json(&self) -> Value {
        self.item.to_json(self.archived_at.as_deref())
    }
}

impl Store {
    /// An empty store.
    pub(crate) fn new(cors: Cors, reads: Reads) -> Self {
        Self {
            tasks: Vec::new(),
            runs: Vec::new(),
            templates: Vec::new(),
            faults: FaultRegistry::default(),
            log: Log::default(),
            cors,
            reads,
            late: Vec::new(),
            history: History::default(),
            clock: Clock::default(),
            start: Instant::now(),
        }
    }

    /// Removes everything, including late changes. The numbers of the log and the time go on.
    pub(crate) fn clear(&mut self, cors: Cors, reads: Reads) {
        let mut log = std::mem::take(&mut self.log);
        log.clear();
        *self = Self {
            log,
            start: self.start,
            ..Self::new(cors, reads)
        };
    }

    /// Milliseconds since the start.
    pub(crate) fn now_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// How many items there are.
    pub(crate) fn size(&self) -> usize {
        self.tasks.len() + self.runs.len() + self.templates.len()
    }

    /// Cancels the late changes of this item, and drops its history.
    pub(super) fn forget(&mut self, id: &str) {
        self.late.retain(|late| late.change.task != id);
        self.history.forget(id);
    }

    /// The item as it is now.
    pub(crate) fn find(&self, kind: Kind, org: &str, id: &str) -> Option<&(dyn Item + 'static)> {
        match kind {
            Kind::Task => find(&self.tasks, org, id).map(|task| task as &(dyn Item + 'static)),
            Kind::Process => find(&self.runs, org, id).map(|run| run as &(dyn Item + 'static)),
            Kind::Template => find(&self.templates, org, id).map(|template| template as &(dyn Item + 'static)),
        }
    }

    fn find_mut(&mut self, kind: Kind, org: &str, id: &str) -> Option<&mut (dyn Item + 'static)> {
        match kind {
            Kind::Task => find_mut(&mut self.tasks, org, id).map(|task| task as &mut (dyn Item + 'static)),
            Kind::Process => find_mut(&mut self.runs, org, id).map(|run| run as &mut (dyn Item + 'static)),
            Kind::Template => {
                find_mut(&mut self.templates, org, id).map(|template| template as &mut (dyn Item + 'static))
            }
        }
    }

    /// The item as a read sees it.
    pub(crate) fn snapshot<'a, T: Item + ?Sized>(&self, item: &'a T) -> Snapshot<'a, T> {
        let lag_ms = self.reads.lag_ms;
        let archived_at = if lag_ms == 0 {
            item.archived_at().cloned()
        } else {
            let then_ms = self.now_ms().saturating_sub(lag_ms);
            self.history.archived_at(item.id(), then_ms, item.archived_at())
        };
        Snapshot { item, archived_at }
    }

    /// The item as a read by its ID sees it; `None` if it does not exist, or is archived and hidden.
    pub(crate) fn readable(&self, kind: Kind, org: &str, id: &str) -> Option<Snapshot<'_, dyn Item>> {
        let snapshot = self.snapshot(self.find(kind, org, id)?);
        let usual = match kind {
            Kind::Task => self.reads.archived_readable,
            Kind::Process => !self.reads.archived_run_hidden,
            Kind::Template => false,
        };
        let readable = !snapshot.is_archived() || snapshot.item.readable_when_archived().unwrap_or(usual);
        readable.then_some(snapshot)
    }

    /// The result of this change, without carrying it out.
    pub(crate) fn preview(&self, change: &Change) -> Outcome {
        let refused = |answer| Outcome { answer, changes: false };
        let Some(item) = self.find(change.kind, &change.org, &change.task) else {
            return refused(Answer::not_found());
        };
        if let Some(refusal) = item.refusal(change.archived) {
            return refused(refusal);
        }
        if item.archived_at().is_some() == change.archived {
            return refused(item.repeated(change.archived));
        }
        let archived_at = change.archived.then(|| self.clock.next_time());
        Outcome {
            answer: item.success(change.archived, item.to_json(archived_at.as_deref())),
            changes: true,
        }
    }

    /// Carries out a change before its request is answered.
    pub(crate) fn change(&mut self, change: &Change) -> Answer {
        self.execute(change, false)
    }

    fn execute(&mut self, change: &Change, late: bool) -> Answer {
        let Outcome { answer, changes } = self.preview(change);
        if changes {
            self.carry_out(change);
        }
        self.log_execution(change.request, changes, late);
        answer
    }

    fn carry_out(&mut self, change: &Change) {
        let archived_at = change.archived.then(|| self.clock.next_time());
        if let Some(item) = self.find_mut(change.kind, &change.org, &change.task) {
            let before = item.set_archived_at(archived_at.clone());
            self.remember(&change.task, before);
        }
        if change.kind == Kind::Process {
            self.change_tasks_of(&change.org, &change.task, archived_at.as_ref());
        }
        self.clock.tick();
    }

    /// The tasks of a process are archived and restored with it.
    fn change_tasks_of(&mut self, org: &str, run: &str, archived_at: Option<&String>) {
        let restores_all = find(&self.runs, org, run).is_some_and(|run| run.restores_all_tasks);
        let goes_along = |task: &Task| match archived_at {
            Some(_) => !task.is_archived(),
            None => task.is_archived() && (task.archived_with_run || restores_all),
        };
        let mut changed = Vec::new();
        for task in &mut self.tasks {
            if task.org == org && task.run_id.as_deref() == Some(run) && goes_along(task) {
                changed.push((task.id.clone(), task.set_archived_at(archived_at.cloned())));
                task.archived_with_run = archived_at.is_some();
            }
        }
        for (id, before) in changed {
            self.remember(&id, before);
        }
    }

    /// Records what this item's `archived_at` was until now, for reads that lag behind.
    fn remember(&mut self, id: &str, before: Option<String>) {
        let now_ms = self.now_ms();
        self.history.keep(id, before, now_ms);
    }

    /// Schedules a change. The caller waits for `delay_ms` and then calls [`Self::run_late`].
    pub(crate) fn schedule(&mut self, change: Change, delay_ms: u64) {
        let due_ms = self.now_ms().saturating_add(delay_ms);
        self.late.push(LateChange { change, due_ms });
    }

    /// Carries out the late change of this request, unless it was cancelled.
    pub(crate) fn run_late(&mut self, request: u64) {
        if let Some(index) = self.late.iter().position(|late| late.change.request == request) {
            let late = self.late.remove(index);
            self.execute(&late.change, true);
        }
    }

    /// The pending late changes.
    pub(crate) fn late(&self) -> &[LateChange] {
        &self.late
    }

    pub(crate) fn cancel_late(&mut self) {
        self.late.clear();
    }

    fn log_execution(&mut self, request: u64, changed: bool, late: bool) {
        let at_ms = self.now_ms();
        if let Some(entry) = self.log.entry(request) {
            entry.changed |= changed;
            entry.executions.push(Execution { at_ms, changed, late });
        }
    }
}

fn find<'a, T: Item>(items: &'a [T], org: &str, id: &str) -> Option<&'a T> {
    items.iter().find(|item| item.org() == org && item.id() == id)
}

fn find_mut<'a, T: Item>(items: &'a mut [T], org: &str, id: &str) -> Option<&'a mut T> {
    items.iter_mut().find(|item| item.org() == org && item.id() == id)
}
