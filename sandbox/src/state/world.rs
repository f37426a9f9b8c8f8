//! Everything that changes while the stand-in runs.

use crate::cors::Cors;
use crate::faults::Armory;
use crate::ids;
use crate::seeds::{self, accounts};
use crate::state::clock::Clock;
use crate::state::{Log, NewTask, Run, Success, Task};

/// The state behind all routes.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) tasks: Vec<Task>,
    pub(crate) runs: Vec<Run>,
    pub(crate) faults: Armory,
    pub(crate) log: Log,
    pub(crate) cors: Cors,
    clock: Clock,
    archived_readable: bool,
}

impl World {
    pub(crate) fn seeded(cors: Cors, archived_readable: bool) -> Self {
        let mut world = Self {
            tasks: Vec::new(),
            runs: seeds::runs(),
            faults: Armory::default(),
            log: Log::default(),
            cors,
            clock: Clock::default(),
            archived_readable,
        };
        seeds::plant(&mut world);
        world
    }

    /// Takes everything back to the seeds. The numbers of the log go on.
    pub(crate) fn reset(&mut self, cors: Cors) {
        let mut log = std::mem::take(&mut self.log);
        log.clear();
        *self = Self {
            log,
            ..Self::seeded(cors, self.archived_readable)
        };
    }

    /// Adds a task, or puts it in the place of the one with its id.
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
            readable_when_archived: new.readable_when_archived.unwrap_or(self.archived_readable),
        };
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

    pub(crate) fn run(&self, org: &str, id: &str) -> Option<&Run> {
        self.runs.iter().find(|run| run.org == org && run.id == id)
    }

    /// Archives or restores a task, and says how it is then.
    pub(crate) fn set_archived(&mut self, org: &str, id: &str, archived: bool) -> Option<Task> {
        let task = self.tasks.iter_mut().find(|task| task.org == org && task.id == id)?;
        let now = self.clock.tick();
        task.archived_at = archived.then_some(now);
        Some(task.clone())
    }

    /// Archives or restores a process, and says how it is then.
    pub(crate) fn set_run_archived(&mut self, org: &str, id: &str, archived: bool) -> Option<Run> {
        let run = self.runs.iter_mut().find(|run| run.org == org && run.id == id)?;
        let now = self.clock.tick();
        run.archived_at = archived.then_some(now);
        Some(run.clone())
    }
}
