//! Sends changes, with retries, and handles the outcome of each step.

use super::ending::{ending_of, may_complete_later};
use super::job::{Job, Pending, Purpose, Stage, Step};
use super::read::{Read, ReadStep};
use super::table::{Ending, Observation, Verdict};
use super::{Command, Env, Machine, Operation, Outcome};
use crate::tallyfy::{Head, Problem, ProblemKind, Request};

/// Longest backoff, in milliseconds: two minutes. A longer `Retry-After` is reported instead.
pub(crate) const MAX_WAIT_MS: f64 = 120_000.0;

/// Maximum number of retries of one operation.
const MAX_RETRIES: u8 = 3;

impl Machine {
    /// Restores the item if it is known to be archived. If the outcome is unknown, a check comes first.
    pub(super) fn restore(&mut self, env: Env, job: &mut Job) {
        if job.can_be_restored() {
            self.abort(job);
            self.begin_change(env, job, Operation::Restore);
        }
    }

    pub(super) fn begin_change(&mut self, env: Env, job: &mut Job, operation: Operation) {
        self.start_operation(env, job, operation, Stage::Changing);
        if env.is_online || job.target.base.is_loopback() {
            self.send(env, job, Step::Change);
        } else {
            // `navigator.onLine` may be wrong.
            self.send(env, job, Step::Read(Purpose::Connectivity, Read::new(false)));
        }
    }

    /// Sends the request of this step with a new ticket: late messages of an older one are ignored.
    pub(super) fn send(&mut self, env: Env, job: &mut Job, mut step: Step) {
        let request = match (&mut step, job.operation) {
            (Step::Read(_, read), _) => {
                read.start(env.now_ms);
                read.request(&job.target)
            }
            (Step::Change, Operation::Restore) => Request::restore(&job.target.base, &job.target.org, &job.target.task),
            (Step::Change, _) => Request::archive(&job.target.base, &job.target.org, &job.target.task),
        };
        let is_automatic = matches!(
            step,
            Step::Read(Purpose::Check { is_requested: false } | Purpose::FollowUp, _)
        );
        self.abort(job);
        job.ticket = self.next_id();
        job.pending = Pending::Request {
            step,
            is_sent: false,
            held_until: None,
        };
        self.commands.push(Command::Send {
            ticket: job.ticket,
            request,
            refresh_token: std::mem::take(&mut job.needs_fresh_token),
            is_automatic,
        });
    }

    /// Starts a timer for this step.
    pub(super) fn wait(&mut self, env: Env, job: &mut Job, milliseconds: f64, then: Step) {
        self.abort(job);
        job.ticket = self.next_id();
        job.pending = Pending::Wait {
            until: env.now_ms + milliseconds,
            then,
        };
        self.commands.push(Command::Wait {
            ticket: job.ticket,
            milliseconds,
        });
    }

    /// Aborts the request or timer.
    pub(super) fn abort(&mut self, job: &mut Job) {
        if job.pending != Pending::Nothing {
            self.commands.push(Command::Abort(job.ticket));
            job.pending = Pending::Nothing;
        }
    }

    pub(super) fn handle_elapsed(&mut self, env: Env, job: &mut Job) {
        let Pending::Wait { until, then } = job.pending.clone() else {
            return;
        };
        job.pending = Pending::Nothing;
        // Timers may be early.
        if until > env.now_ms {
            self.wait(env, job, until - env.now_ms, then);
        } else if let Step::Read(Purpose::Check { is_requested }, _) = then {
            // Timers may be late: whether this check is after the window is decided now.
            self.check(env, job, is_requested);
        } else {
            if let Step::Read(Purpose::FollowUp, _) = then {
                // The token may have been renewed meanwhile.
                job.has_refreshed_token = false;
            }
            self.send(env, job, then);
        }
    }

    pub(super) fn handle_outcome(&mut self, env: Env, job: &mut Job, outcome: Outcome) {
        let Pending::Request { step, is_sent, .. } = job.pending.clone() else {
            return;
        };
        job.pending = Pending::Nothing;
        match step {
            Step::Change => self.handle_change(env, job, outcome),
            Step::Read(purpose, read) => self.handle_read(env, job, purpose, read, is_sent, outcome),
        }
    }

    fn handle_change(&mut self, env: Env, job: &mut Job, outcome: Outcome) {
        if let Outcome::NotSent(problem) = outcome {
            return self.end_unsent(env, job, problem);
        }
        let is_first_401 = !job.has_refreshed_token && env.can_refresh_token;
        let ending = ending_of(&outcome, job.operation, &job.target, is_first_401);
        let wait = wait_after(&outcome, job.retries, env.jitter);
        let status = match &outcome {
            Outcome::Response(response) => Some(response.head.status),
            _ => None,
        };
        let shown = match &outcome {
            Outcome::Response(response) if ending == Ending::Proven => response.task(job.target.task.as_str()).cloned(),
            _ => None,
        };
        let may_complete_later = may_complete_later(ending, &outcome);
        self.record_send(env, job, ending, may_complete_later, problem_of(outcome));
        match wait {
            Some(wait) => {
                job.retries += 1;
                // A 429 was not executed. A 503 may have been: read before the retry.
                let then = if status == Some(429) {
                    Step::Change
                } else {
                    Step::Read(Purpose::BeforeRetry, Read::new(true))
                };
                self.wait(env, job, wait, then);
            }
            None if ending == Ending::Proven && self.table.verdict(ending, Observation::Done) == Verdict::Done => {
                self.settle_proven(env, job, status, shown);
            }
            None => {
                if ending == Ending::TokenExpired {
                    refresh_token(job);
                }
                self.verify(env, job);
            }
        }
    }

    /// Records how a send ended, and until when a copy of it may be executed.
    pub(super) fn record_send(
        &mut self,
        env: Env,
        job: &mut Job,
        ending: Ending,
        may_complete_later: bool,
        problem: Problem,
    ) {
        let window = if may_complete_later { self.in_doubt_window } else { 0.0 };
        let until = env.now_ms + window;
        self.history
            .record(&job.target, job.sends.operation_id, env.now_ms, until);
        let earlier = job.sends.may_complete_until;
        if may_complete_later {
            job.sends.may_complete_until = earlier.max(until);
        }
        // A first 401 is followed by another send or by the row of refusals. In both, it counts as an earlier send.
        job.sends.earlier_may_complete_until = if ending == Ending::TokenExpired {
            job.sends.may_complete_until
        } else {
            earlier
        };
        job.sends.ended_at = env.now_ms;
        job.sends.last_in_doubt_until = env.now_ms + self.in_doubt_window;
        job.sends.last = Some((ending, problem));
    }

    /// Ends the operation without a further send: the outcome is that of its last send.
    pub(super) fn end_unsent(&mut self, env: Env, job: &mut Job, problem: Problem) {
        match &mut job.sends.last {
            None => match self.table.verdict(Ending::NothingSent, Observation::NotDone) {
                Verdict::Refused => self.settle_refused(env, job, problem, None),
                _ => self.set_unknown(env, job, problem, false, false, None),
            },
            Some((ending, _)) => {
                if *ending == Ending::TokenExpired {
                    *ending = Ending::Refused;
                }
                self.verify(env, job);
            }
        }
    }

    fn handle_read(&mut self, env: Env, job: &mut Job, purpose: Purpose, read: Read, is_sent: bool, outcome: Outcome) {
        if let Some(status) = status_of(&outcome) {
            if status == 401 && env.can_refresh_token && !job.has_refreshed_token {
                refresh_token(job);
                return self.send(env, job, Step::Read(purpose, read));
            }
            if purpose == Purpose::Find
                && let Some(wait) = wait_after(&outcome, job.retries, env.jitter)
            {
                job.retries += 1;
                return self.wait(env, job, wait, Step::Read(purpose, read));
            }
        }
        if purpose == Purpose::Connectivity {
            return self.handle_connectivity(env, job, read, is_sent, outcome);
        }
        let started_at = read.started_at;
        let result = match read.advance(outcome, &job.target) {
            ReadStep::Request(read) => return self.send(env, job, Step::Read(purpose, read)),
            ReadStep::Finished(result) => result,
        };
        match purpose {
            Purpose::Find => self.handle_find(env, job, result),
            Purpose::FollowUp => self.handle_follow_up(env, job, started_at, result),
            purpose => self.handle_verification(env, job, purpose, started_at, result),
        }
    }

    /// Any response proves that there is a network.
    fn handle_connectivity(&mut self, env: Env, job: &mut Job, read: Read, is_sent: bool, outcome: Outcome) {
        match outcome {
            Outcome::Response(response) => {
                let is_archived = response
                    .task(job.target.task.as_str())
                    .is_some_and(|task| task.archived_at.is_some());
                if job.operation == Operation::Archive && is_archived && response.head.is_success() {
                    job.operation = Operation::Find;
                    return match read.advance(Outcome::Response(response), &job.target) {
                        ReadStep::Finished(result) => self.handle_find(env, job, result),
                        ReadStep::Request(_) => {}
                    };
                }
                self.send(env, job, Step::Change);
            }
            Outcome::NotSent(problem) if !is_sent => self.end_unsent(env, job, problem),
            Outcome::NotSent(_) | Outcome::NoResponse(_) => {
                self.end_unsent(env, job, Problem::new(ProblemKind::Offline));
            }
        }
    }

    /// Cancels the operation. A change that was sent is verified.
    pub(super) fn cancel(&mut self, env: Env, job: &mut Job) {
        let cancelled = Problem::new(ProblemKind::Cancelled);
        match (&job.stage, &job.pending) {
            (Stage::Finding, _) => {
                self.abort(job);
                self.settle_refused(env, job, cancelled, None);
            }
            (Stage::Review { approval: Some(_) }, _) => self.return_to_review(job),
            (
                Stage::Changing,
                Pending::Request {
                    step: Step::Change,
                    is_sent: true,
                    ..
                },
            ) => {
                self.abort(job);
                self.record_send(env, job, Ending::Inconclusive, true, cancelled);
                self.verify(env, job);
            }
            (
                Stage::Changing,
                Pending::Request {
                    step: Step::Read(Purpose::Verify | Purpose::BeforeRetry, read),
                    ..
                },
            ) => {
                let started_at = read.started_at;
                self.abort(job);
                let result = super::read::ReadResult::Failed(cancelled);
                self.handle_verification(env, job, Purpose::Verify, started_at, result);
            }
            (Stage::Changing, _) => {
                self.abort(job);
                self.end_unsent(env, job, cancelled);
            }
            _ => {}
        }
    }
}

fn refresh_token(job: &mut Job) {
    job.has_refreshed_token = true;
    job.needs_fresh_token = true;
}

/// The delay before a retry in milliseconds, if the response is a 429 or 503 within the limits.
///
/// Without a valid `Retry-After`: exponential backoff of 1, 2 and 4 s, with a jitter of 25 %.
fn wait_after(outcome: &Outcome, retries: u8, jitter: f64) -> Option<f64> {
    let Outcome::Response(response) = outcome else {
        return None;
    };
    let Head {
        status, retry_after, ..
    } = response.head;
    if !matches!(status, 429 | 503) || retries >= MAX_RETRIES {
        return None;
    }
    let backoff = 1_000.0 * f64::from(1 << retries) * (0.75 + jitter / 2.0);
    Some(retry_after.unwrap_or(backoff)).filter(|wait| *wait <= MAX_WAIT_MS)
}

fn status_of(outcome: &Outcome) -> Option<u16> {
    match outcome {
        Outcome::Response(response) => Some(response.head.status),
        Outcome::NoResponse(_) | Outcome::NotSent(_) => None,
    }
}

fn problem_of(outcome: Outcome) -> Problem {
    match outcome {
        Outcome::Response(response) => Problem::from_response(response),
        Outcome::NoResponse(kind) => Problem::new(kind),
        Outcome::NotSent(problem) => problem,
    }
}
