//! Everything that changes while the sandbox runs.

use std::time::Instant;

use super::clock::Clock;
use super::history::History;
use super::{Change, Execution, LateChange, Log, NewTask, Reads, Run, Success, Task};
use crate::accounts;
use crate::cors::Cors;
use crate::faults::FaultRegistry;
use crate::ids;

/// The recorded answer for an item that is not there, or has nothing to change.
const NOT_FOUND: &str = "not-found-404";

/// The state behind all routes.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) tasks: Vec<Task>,
    pub(crate) runs: Vec<Run>,
    pub(crate) faults: FaultRegistry,
    pub(crate) log: Log,
    pub(crate) cors: Cors,
    pub(crate) reads: Reads,
    late: Vec<LateChange>,
    history: History,
    clock: Clock,
    start: Instant,
}

impl World {
    /// A world without tasks and processes.
    pub(crate) fn new(cors: Cors, reads: Reads) -> Self {
        Self {
            tasks: Vec::new(),
            runs: Vec::new(),
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

    /// Removes everything, late changes too. The numbers of the log and the time go on.
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

    /// Adds a task, or puts it in the place of the one with its id, whose late changes are cancelled.
    pub(crate) fn add(&mut self, new: NewTask) -> String {
        let number = 1250 + u32::try_from(self.tasks.len()).unwrap_or(0);
        let id = new
            .id
            .unwrap_or_else(|| ids::from_name(&format!("{} {number}", new.title)));
        let day = 1 + number % 20;
        let task = Task {
            id: id.clone(),
            org: new.org.unwrap_or_else(|| accounts::ORG.to_owned()),
            increment_id: number,
            title: new.title,
            is_oneoff_task: new.is_oneoff_task.unwrap_or(new.run_id.is_none()),
            run_id: new.run_id,
            status: "not-started".to_owned(),
            owners: new.owners,
            deadline: new.deadline.or_else(|| Some("2026-12-18T17:00:00.000Z".to_owned())),
            created_at: format!("2026-11-{day:02}T08:{:02}:00Z", number % 60),
            archived_at: new.archived.then(|| "2026-11-21T09:30:00Z".to_owned()),
            summary: new.summary,
            archive_answer: new.archive_answer,
            restore_answer: new.restore_answer.unwrap_or(Success::Data),
            refusal: new.refusal.unwrap_or_else(|| "linked-400-code".to_owned()),
            readable_when_archived: new.readable_when_archived,
        };
        self.late.retain(|late| late.change.task != id);
        self.history.forget(&id);
        match self.tasks.iter_mut().find(|known| known.id == id) {
            Some(known) => {
                *known = Task {
                    increment_id: known.increment_id,
                    created_at: known.created_at.clone(),
                    ..task
                }
            }
            None => self.tasks.push(task),
        }
        id
    }

    pub(crate) fn task(&self, org: &str, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.org == org && task.id == id)
    }

    /// The tasks as reads show them: as they were as long ago as the lag says.
    pub(crate) fn shown_tasks(&self) -> impl Iterator<Item = Task> {
        self.tasks.iter().map(|task| Task {
            archived_at: self.shown_archived_at(&task.id, task.archived_at.as_ref()),
            ..task.clone()
        })
    }

    /// The processes as reads show them.
    pub(crate) fn shown_runs(&self) -> impl Iterator<Item = Run> {
        self.runs.iter().map(|run| Run {
            archived_at: self.shown_archived_at(&run.id, run.archived_at.as_ref()),
            ..run.clone()
        })
    }

    fn shown_archived_at(&self, id: &str, now: Option<&String>) -> Option<String> {
        let lag_ms = self.reads.lag_ms;
        if lag_ms == 0 {
            return now.cloned();
        }
        self.history.archived_at(id, self.now_ms().saturating_sub(lag_ms), now)
    }

    /// The task after this change, which is not carried out, or the name of the recorded answer that refuses it.
    pub(crate) fn preview(&self, change: &Change) -> Result<Task, String> {
        match self.task(&change.org, &change.task) {
            Some(task) if change.archived && task.run_id.is_some() => Err(task.refusal.clone()),
            Some(task) if task.is_archived() != change.archived => Ok(Task {
                archived_at: change.archived.then(|| self.clock.next_time()),
                ..task.clone()
            }),
            _ => Err(NOT_FOUND.to_owned()),
        }
    }

    /// Carries out a change before its request is answered.
    pub(crate) fn change(&mut self, change: &Change) -> Result<Task, String> {
        self.execute(change, false)
    }

    fn execute(&mut self, change: &Change, late: bool) -> Result<Task, String> {
        let result = self.preview(change);
        if let Ok(changed) = &result
            && let Some(task) = self.tasks.iter_mut().find(|task| task.id == changed.id)
        {
            let before = std::mem::replace(task, changed.clone());
            self.changed(&before.id, before.archived_at);
        }
        self.log_execution(change.request, result.is_ok(), late);
        result
    }

    /// Carries out a change after `delay_ms`: the caller waits so long, and calls [`Self::run_late`] then.
    pub(crate) fn schedule(&mut self, change: Change, delay_ms: u64) {
        let due_ms = self.now_ms().saturating_add(delay_ms);
        self.late.push(LateChange { change, due_ms });
    }

    /// Carries out the late change of this request, unless it was cancelled meanwhile.
    pub(crate) fn run_late(&mut self, request: u64) {
        if let Some(index) = self.late.iter().position(|late| late.change.request == request) {
            let late = self.late.remove(index);
            let _ = self.execute(&late.change, true);
        }
    }

    /// The late changes that are still to be carried out.
    pub(crate) fn late(&self) -> &[LateChange] {
        &self.late
    }

    pub(crate) fn cancel_late(&mut self) {
        self.late.clear();
    }

    /// Archives or restores a process for this request, or names the recorded answer that refuses it.
    pub(crate) fn change_run(&mut self, change: &Change) -> Result<Run, String> {
        let time = self.clock.next_time();
        let fits = |run: &&mut Run| {
            run.org == change.org && run.id == change.task && run.archived_at.is_some() != change.archived
        };
        let changed = self.runs.iter_mut().find(fits).map(|run| {
            let before = std::mem::replace(&mut run.archived_at, change.archived.then_some(time));
            (run.clone(), before)
        });
        self.log_execution(change.request, changed.is_some(), false);
        let (run, before) = changed.ok_or(NOT_FOUND)?;
        self.changed(&run.id, before);
        Ok(run)
    }

    fn changed(&mut self, id: &str, before: Option<String>) {
        let now_ms = self.now_ms();
        self.history.keep(id, before, now_ms);
        self.clock.tick();
    }

    fn log_execution(&mut self, request: u64, changed: bool, late: bool) {
        let at_ms = self.now_ms();
        if let Some(entry) = self.log.entry(request) {
            entry.changed |= changed;
            entry.executions.push(Execution { at_ms, changed, late });
        }
    }
}
