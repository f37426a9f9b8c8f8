//! Verifies changes: reads at once, then checks again while the change is in doubt.

use super::history::LAG_MS;
use super::job::{Job, Pending, Purpose, Stage, Step, Unverified};
use super::read::{Read, ReadResult};
use super::table::{Ending, Observation, Verdict};
use super::{Command, Env, Event, Machine, Operation};
use crate::tallyfy::{Problem, ProblemKind};

/// Delays of the automatic checks in milliseconds, subject to jitter. One more follows when the window has closed.
const CHECKS_MS: [f64; 4] = [2_000.0, 5_000.0, 10_000.0, 20_000.0];

impl Machine {
    /// Starts the first read after a change, still in `archiving` or `restoring`.
    pub(super) fn verify(&mut self, env: Env, job: &mut Job) {
        self.send(env, job, Step::Read(Purpose::Verify, Read::new(true)));
    }

    /// Checks an unknown outcome now, or joins the check in flight.
    pub(super) fn check(&mut self, env: Env, job: &mut Job, is_requested: bool) {
        if !matches!(job.stage, Stage::Unknown(_)) {
            return;
        }
        if let Pending::Request {
            step:
                Step::Read(
                    Purpose::Check {
                        is_requested: was_requested,
                    },
                    read,
                ),
            ..
        } = &mut job.pending
        {
            *was_requested |= is_requested;
            read.searches_archive |= is_requested;
            return;
        }
        let is_window_closed = env.now_ms >= job.sends.may_complete_until;
        // The token may have been renewed meanwhile.
        job.has_refreshed_token = false;
        let read = Read::new(is_requested || is_window_closed);
        self.send(env, job, Step::Read(Purpose::Check { is_requested }, read));
    }

    /// Handles the result of a read that verifies a change, by the table.
    pub(super) fn handle_verification(
        &mut self,
        env: Env,
        job: &mut Job,
        purpose: Purpose,
        started_at: f64,
        result: ReadResult,
    ) {
        let Some((ending, problem)) = job.sends.last.clone() else {
            return;
        };
        let is_first = matches!(purpose, Purpose::Verify | Purpose::BeforeRetry);
        let observation = self.observation(job, started_at, &result);
        let row = match (ending, purpose) {
            // A check never sends a change.
            (Ending::TokenExpired, Purpose::Check { .. }) => Ending::Refused,
            _ => ending,
        };
        let problem = refine_problem(problem, &result);
        let verdict = self.table.verdict(row, observation);
        if let ReadResult::Item(task) = &result {
            job.item = Some((**task).clone());
        }
        let last_change = self.history.last_ended_at(&job.target);
        if last_change.is_none_or(|ended_at| started_at >= ended_at + LAG_MS) {
            job.sends.known_since = started_at;
        }
        if verdict == Verdict::InDoubt {
            let until = job.sends.last_in_doubt_until;
            job.sends.may_complete_until = job.sends.may_complete_until.max(until);
        }
        let is_window_closed = started_at >= job.sends.may_complete_until;
        match verdict {
            _ if purpose == Purpose::BeforeRetry && observation == Observation::NotDone => {
                self.send(env, job, Step::Change);
            }
            Verdict::Done => self.handle_done(env, job, row),
            Verdict::SendAgain if is_first => self.send(env, job, Step::Change),
            Verdict::Refused if started_at >= job.sends.earlier_may_complete_until => {
                self.handle_not_done(env, job, row, problem);
            }
            Verdict::InDoubt if observation == Observation::NotDone && is_window_closed => {
                self.handle_not_done(env, job, row, problem);
            }
            verdict => {
                let is_in_doubt = matches!(verdict, Verdict::InDoubt | Verdict::Refused | Verdict::SendAgain);
                let is_checking = is_in_doubt && !is_window_closed;
                self.set_unknown(
                    env,
                    job,
                    problem,
                    is_checking,
                    observation == Observation::Gone,
                    result.into_problem(),
                );
            }
        }
        if let Purpose::Check { is_requested: true } = purpose {
            self.commands.push(Command::Checked(job.id, job.state()));
        }
    }

    /// The column of the table. Soon after an earlier change of the item, a lagging replica may show the state before
    /// it.
    fn observation(&self, job: &Job, started_at: f64, result: &ReadResult) -> Observation {
        let observation = result.observation(job.operation);
        let earlier = self.history.others_ended_at(&job.target, job.sends.operation_id);
        let may_lag = earlier.is_some_and(|ended_at| started_at < ended_at + LAG_MS);
        if observation == Observation::Done && may_lag {
            Observation::Nothing
        } else {
            observation
        }
    }

    /// Sets the outcome to unknown, announces that, and schedules the next check if `is_checking`.
    pub(super) fn set_unknown(
        &mut self,
        env: Env,
        job: &mut Job,
        problem: Problem,
        is_checking: bool,
        is_gone: bool,
        last_check_error: Option<Problem>,
    ) {
        let before = match &job.stage {
            Stage::Unknown(unverified) => Some((unverified.since, unverified.is_checking)),
            _ => None,
        };
        let since = before.map_or(env.now_ms, |(since, _)| since);
        job.stage = Stage::Unknown(Unverified {
            problem: problem.clone(),
            since,
            is_checking,
            last_check_error,
            is_gone,
        });
        if before.is_none_or(|(_, was_checking)| was_checking != is_checking) {
            let operation = job.operation;
            self.announce(
                job,
                Event::Unknown {
                    operation,
                    problem,
                    checking: is_checking,
                },
            );
        }
        if is_checking {
            self.schedule_check(env, job, since);
        } else if before.is_none_or(|(_, was_checking)| was_checking) {
            self.commands.push(Command::Resolve(job.id, job.state()));
        }
    }

    pub(super) fn schedule_check(&mut self, env: Env, job: &mut Job, since: f64) {
        let until = job.sends.may_complete_until;
        let vary = 0.9 + env.jitter / 5.0;
        let next = CHECKS_MS
            .iter()
            // Not one that may already have been made.
            .find(|delay| since + **delay * 0.9 > env.now_ms)
            .map_or(until, |delay| (since + delay * vary).min(until));
        // Whether it searches the archived list is decided when it starts.
        let step = Step::Read(Purpose::Check { is_requested: false }, Read::new(false));
        self.wait(env, job, (next - env.now_ms).max(0.0), step);
    }

    /// The change was made. After a 4xx, somebody else may have made it.
    fn handle_done(&mut self, env: Env, job: &mut Job, row: Ending) {
        let status = job.sends.last.as_ref().and_then(|(_, problem)| problem.status);
        let is_ours = row != Ending::Refused && !status.is_some_and(|status| (400..500).contains(&status));
        match job.operation {
            Operation::Restore => self.settle_restored(env, job, None),
            _ => self.settle_archived(env, job, None, is_ours.then_some(false)),
        }
    }

    /// The change was not made and will not be. If only the token was rejected, the item that was just read goes back
    /// to review.
    fn handle_not_done(&mut self, env: Env, job: &mut Job, row: Ending, problem: Problem) {
        let was_unknown = matches!(job.stage, Stage::Unknown(_));
        let is_token =
            matches!(row, Ending::Refused | Ending::TokenExpired) && problem.kind == ProblemKind::Unauthenticated;
        self.settle_refused(env, job, problem, None);
        if was_unknown && is_token && job.operation == Operation::Archive {
            self.abort(job);
            job.stage = Stage::Review { approval: None };
        }
    }
}

/// If the read got a response, missing CORS headers are not why the change got none.
fn refine_problem(problem: Problem, result: &ReadResult) -> Problem {
    let was_answered = !matches!(result, ReadResult::Failed(failure) if failure.status.is_none());
    match problem.kind {
        ProblemKind::Blocked if was_answered => Problem {
            kind: ProblemKind::Unreachable,
            ..problem
        },
        _ => problem,
    }
}
