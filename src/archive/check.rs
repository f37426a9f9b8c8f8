//! How an outcome in doubt is looked into: the task is read again, and after a 404 searched among the archived ones.

use super::settle::Sighting;
use super::{Busy, Doubt, Machine, Operation, Outcome, Phase, Step};
use crate::tallyfy::{Content, Kind, Problem};

/// How many pages of archived tasks are read through, newest first.
const MOST_PAGES: u32 = 5;

impl Machine {
    pub(super) fn judge_reread(&mut self, busy: &Busy, mut doubt: Doubt, outcome: Outcome) {
        let answer = match outcome {
            Outcome::Answered(answer) => answer,
            Outcome::Lost(kind) => return self.leave_open(busy, doubt, Problem::new(kind)),
            Outcome::NotSent(problem) => return self.leave_open(busy, doubt, problem),
        };
        if doubt.problem.kind == Kind::Blocked {
            // The browser does let this page read answers, so it was the connection.
            doubt.problem.kind = Kind::Unreachable;
        }
        if let Some(task) = self.asked_for(&answer) {
            let archived = task.archived_at.is_some();
            self.task = Some(task);
            return self.seen(busy, archived, doubt);
        }
        let problem = Problem::of_answer(answer);
        if problem.kind == Kind::NotFound {
            self.go_on(busy, Step::Research(1, doubt));
        } else {
            self.leave_open(busy, doubt, problem);
        }
    }

    pub(super) fn judge_research(&mut self, busy: &Busy, page: u32, doubt: Doubt, outcome: Outcome) {
        match self.look_through(outcome, page) {
            Sighting::Archived(task) => {
                self.task = Some(*task);
                self.seen(busy, true, doubt);
            }
            Sighting::MorePages => self.go_on(busy, Step::Research(page + 1, doubt)),
            Sighting::Nothing => self.settle(Phase::Unknown {
                operation: busy.operation,
                doubt: Doubt {
                    obstacle: None,
                    ..doubt
                },
            }),
        }
    }

    fn leave_open(&mut self, busy: &Busy, doubt: Doubt, obstacle: Problem) {
        self.settle(Phase::Unknown {
            operation: busy.operation,
            doubt: Doubt {
                obstacle: Some(obstacle),
                ..doubt
            },
        });
    }

    /// The task was seen. If it is not as it was to be, nothing changed, unless a server may still have been at it when
    /// the task was read. That was at some time after the question, however late the answer is.
    fn seen(&mut self, busy: &Busy, archived: bool, doubt: Doubt) {
        let operation = busy.operation;
        match (operation, archived) {
            (Operation::Restore, false) => self.settle(Phase::Restored { status: None }),
            (Operation::Archive, true) => self.settle(Phase::Archived {
                status: None,
                already: false,
            }),
            _ if busy.asked < doubt.open_until => self.settle(Phase::Unknown {
                operation,
                doubt: Doubt {
                    obstacle: None,
                    ..doubt
                },
            }),
            _ => self.settle(Phase::Refused {
                operation,
                problem: doubt.problem,
            }),
        }
    }

    /// A list that ignores `archived=only` would show tasks that are not archived, so each is looked at itself.
    pub(super) fn look_through(&self, outcome: Outcome, page: u32) -> Sighting {
        let Some(target) = &self.target else {
            return Sighting::Nothing;
        };
        let Outcome::Answered(answer) = outcome else {
            return Sighting::Nothing;
        };
        let Content::Page(tasks, pages) = answer.content else {
            return Sighting::Nothing;
        };
        let is_it = |task: &crate::tallyfy::Task| task.id.eq_ignore_ascii_case(target.task.as_str());
        match tasks.into_iter().find(is_it) {
            Some(task) if task.archived_at.is_some() => Sighting::Archived(Box::new(task)),
            None if page < pages.min(MOST_PAGES) => Sighting::MorePages,
            _ => Sighting::Nothing,
        }
    }
}
