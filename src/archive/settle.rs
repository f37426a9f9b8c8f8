//! How answers to a find and to a change are judged.

use super::{Busy, Doubt, Machine, Moment, Operation, Outcome, Phase, Step};
use crate::tallyfy::{Content, Kind, Problem, Task};

impl Machine {
    pub(super) fn judge_read(&mut self, busy: &Busy, outcome: Outcome) {
        let answer = match outcome {
            Outcome::Answered(answer) => answer,
            Outcome::Lost(kind) => return self.refuse(busy.operation, Problem::new(kind)),
            Outcome::NotSent(problem) => return self.refuse(busy.operation, problem),
        };
        if let Some(task) = self.asked_for(&answer) {
            return self.found(task, busy.then_archive);
        }
        if matches!(answer.content, Content::Cut) {
            return self.refuse(busy.operation, Problem::new(Kind::Unreachable));
        }
        let problem = Problem::of_answer(answer);
        if problem.kind == Kind::NotFound {
            self.go_on(busy, Step::Search(1, problem));
        } else {
            self.refuse(busy.operation, problem);
        }
    }

    /// A task that reads as missing may be archived; where it is not seen to be, it is missing.
    pub(super) fn judge_search(&mut self, busy: &Busy, page: u32, missing: Problem, outcome: Outcome) {
        match self.look_through(outcome, page) {
            Sighting::Archived(task) => self.found(*task, busy.then_archive),
            Sighting::MorePages => {
                self.go_on(busy, Step::Search(page + 1, missing));
            }
            Sighting::Nothing => self.refuse(busy.operation, missing),
        }
    }

    /// What is found decides what happens next: an archived task can be restored, one of a process not archived, and
    /// any other one archived.
    fn found(&mut self, task: Task, then_archive: bool) {
        let linked = task.run_id.is_some();
        let archived = task.archived_at.is_some();
        self.task = Some(task);
        if archived {
            self.settle(Phase::Archived {
                status: None,
                already: true,
            });
        } else if linked {
            self.refuse(Operation::Archive, Problem::new(Kind::LinkedTask));
        } else if then_archive {
            self.ask();
        } else {
            self.phase = Phase::Review { asking: false };
        }
    }

    pub(super) fn judge_change(&mut self, moment: Moment, operation: Operation, outcome: Outcome) {
        let answer = match outcome {
            Outcome::Answered(answer) => answer,
            Outcome::NotSent(problem) => return self.refuse(operation, problem),
            Outcome::Lost(kind) => {
                let gave_up = matches!(kind, Kind::Timeout | Kind::Cancelled | Kind::Offline);
                return self.doubt(moment, operation, Problem::new(kind), gave_up);
            }
        };
        if answer.head.is_success() && answer.content != Content::Html {
            let status = Some(answer.head.status);
            let task = self.asked_for(&answer);
            return self.changed(moment, operation, status, task);
        }
        let problem = Problem::of_answer(answer);
        if is_definite(&problem) {
            self.refuse(operation, problem);
        } else {
            let gave_up = problem.status == Some(504);
            self.doubt(moment, operation, problem, gave_up);
        }
    }

    fn changed(&mut self, moment: Moment, operation: Operation, status: Option<u16>, task: Option<Task>) {
        if operation == Operation::Restore {
            if task.as_ref().is_some_and(|task| task.archived_at.is_some()) {
                // A success that shows the task still archived says two things at once.
                return self.doubt(moment, operation, Problem::new(Kind::Unreadable), false);
            }
            if let Some(task) = task.or_else(|| self.task.take()) {
                self.task = Some(Task {
                    archived_at: None,
                    ..task
                });
            }
            self.settle(Phase::Restored { status });
        } else {
            self.task = task.or_else(|| self.task.take());
            self.settle(Phase::Archived { status, already: false });
        }
    }

    /// The change may have been made: read the task again before saying anything.
    fn doubt(&mut self, moment: Moment, operation: Operation, problem: Problem, gave_up: bool) {
        let open_until = if gave_up {
            moment.now + self.patience
        } else {
            moment.now
        };
        self.start(Busy::new(
            operation,
            Step::Reread(Doubt {
                problem,
                open_until,
                obstacle: None,
            }),
        ));
    }

    pub(super) fn refuse(&mut self, operation: Operation, problem: Problem) {
        self.settle(Phase::Refused { operation, problem });
    }

    /// The task in the answer, where it is the one that was asked for.
    pub(super) fn asked_for(&self, answer: &crate::tallyfy::Answer) -> Option<Task> {
        let id = self.target.as_ref()?.task.as_str();
        answer.task(id).cloned()
    }
}

/// Refusals after which nothing can have changed. A 400, 404, 409, 410 or 422 is none of them: a browser may re-send a
/// DELETE by itself after a reset, and then the second one is told that there is nothing left to do. Nor is an error of
/// a server that failed half way.
fn is_definite(problem: &Problem) -> bool {
    match problem.kind {
        Kind::Unauthenticated
        | Kind::Forbidden
        | Kind::LinkedTask
        | Kind::PlanLimit
        | Kind::Locked
        | Kind::RateLimited => true,
        _ => problem.status == Some(503),
    }
}

/// What one page of archived tasks shows.
pub(super) enum Sighting {
    /// The task, and that it is archived.
    Archived(Box<Task>),
    /// Not the task, but there are more pages worth reading.
    MorePages,
    /// Neither.
    Nothing,
}
