//! How a change is sent, waited for and sent again, and how each step of a job goes on.

use super::ending::{ending_of, may_complete_later};
use super::job::{Activity, Job, Purpose, Stage, Step};
use super::read::{Read, ReadStep};
use super::table::{Ending, Observation, Verdict};
use super::{Command, Env, Machine, Operation, Outcome};
use crate::tallyfy::{Head, Problem, ProblemKind, Request};

/// The longest single wait: two minutes. A person who is told "in an hour" should not sit before a bar.
const MAX_WAIT_MS: f64 = 120_000.0;

/// How often an operation waits because it is told to.
const MAX_RETRIES: u8 = 3;

impl Machine {
    /// Only what is known to be archived is restored; where that is not known, a check comes first.
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
            // The browser may be wrong about the network; a read tells.
            self.send(env, job, Step::Read(Purpose::Connectivity, Read::new(false)));
        }
    }

    /// Sends the request of this step under a new ticket, so that whatever is still to come under an older one is
    /// dropped.
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
        job.activity = Activity::Request {
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

    /// Waits before this step.
    pub(super) fn wait(&mut self, env: Env, job: &mut Job, milliseconds: f64, then: Step) {
        self.abort(job);
        job.ticket = self.next_id();
        job.activity = Activity::Wait {
            until: env.now_ms + milliseconds,
            then,
        };
        self.commands.push(Command::Wait {
            ticket: job.ticket,
            milliseconds,
        });
    }

    /// Drops what is in flight, if something is.
    pub(super) fn abort(&mut self, job: &mut Job) {
        if job.activity != Activity::Nothing {
            self.commands.push(Command::Abort(job.ticket));
            job.activity = Activity::Nothing;
        }
    }

    pub(super) fn handle_elapsed(&mut self, env: Env, job: &mut Job) {
        let Activity::Wait { until, then } = job.activity.clone() else {
            return;
        };
        job.activity = Activity::Nothing;
        // Timers may be early.
        if until > env.now_ms {
            self.wait(env, job, until - env.now_ms, then);
        } else if let Step::Read(Purpose::Check { is_requested }, _) = then {
            // Timers may be late, too: only now it is known whether this is the check after the window.
            self.check(env, job, is_requested);
        } else {
            if let Step::Read(Purpose::FollowUp, _) = then {
                // A fresh token may be had by now.
                job.has_refreshed_token = false;
            }
            self.send(env, job, then);
        }
    }

    pub(super) fn handle_outcome(&mut self, env: Env, job: &mut Job, outcome: Outcome) {
        let Activity::Request { step, is_sent, .. } = job.activity.clone() else {
            return;
        };
        job.activity = Activity::Nothing;
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
                // A 429 was not executed. A 503 may have been, which a read tells.
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

    /// Remembers how a send ended, and until when a copy of it may be executed.
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
        // After a first 401 another send or the row of refusals follows: then it is an earlier one, too.
        job.sends.earlier_may_complete_until = if ending == Ending::TokenExpired {
            job.sends.may_complete_until
        } else {
            earlier
        };
        job.sends.ended_at = env.now_ms;
        job.sends.last_in_doubt_until = env.now_ms + self.in_doubt_window;
        job.sends.last = Some((ending, problem));
    }

    /// No (further) change is sent: the operation ends as its last send ended.
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

    /// An answer, whatever it says, means that there is a network.
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
                self.end_unsent(env, job, Problem::new(ProblemKind::Offline))
            }
        }
    }

    /// Cancelling does not undo: a change that was sent is verified.
    pub(super) fn cancel(&mut self, env: Env, job: &mut Job) {
        let cancelled = Problem::new(ProblemKind::Cancelled);
        match (&job.stage, &job.activity) {
            (Stage::Finding, _) => {
                self.abort(job);
                self.settle_refused(env, job, cancelled, None);
            }
            (Stage::Review { approval: Some(_) }, _) => self.return_to_review(job),
            (
                Stage::Changing,
                Activity::Request {
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
                Activity::Request {
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

/// How many milliseconds to wait before asking again, where the answer is a 429 or 503 within the limits.
///
/// Where `Retry-After` cannot be read it is 1, 2 and 4 seconds, up to a quarter more or less.
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
