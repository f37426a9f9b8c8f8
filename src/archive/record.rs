//! Serializes the jobs of a machine, to resume them in new memory after a crash or a release.

use super::job::{Job, Pending, Sends, Stage, Step, Unverified};
use super::machine::Front;
use super::table::Ending;
use super::{Command, Env, Machine, Operation, State, Target};
use crate::tallyfy::{Json, JsonValue, Problem, ProblemKind, Task, integer};

/// Limit for the jobs and changes that are deserialized; there are never as many.
const MAX_ITEMS: usize = 1_000;

impl Machine {
    /// Serializes everything that [`resume`](Self::resume) needs.
    pub(crate) fn record(&self) -> JsonValue<'_> {
        let front = match &self.front {
            Front::Empty => JsonValue::Null,
            Front::Rejected(operation, problem) => JsonValue::Object(vec![
                ("state", JsonValue::from(State::Refused.as_str())),
                ("operation", JsonValue::from(operation.as_str())),
                ("problem", JsonValue::from(problem)),
            ]),
            Front::Job(job) => JsonValue::Object(write(job)),
        };
        let mut background = Vec::new();
        for job in &self.background {
            background.push(JsonValue::Object(write(job)));
        }
        JsonValue::Object(vec![
            ("front", front),
            ("background", JsonValue::List(background)),
            ("changes", self.history.to_record()),
            ("last_id", JsonValue::Number(f64::from(self.last_id()))),
        ])
    }

    /// Resumes the jobs of a [record](Self::record). `stopped_at` is when the recorded machine stopped, in milliseconds
    /// on the monotonic clock: a change that was in flight then counts as ended without a response. A find is not
    /// resumed.
    pub(crate) fn resume<J: Json>(&mut self, env: Env, record: &J, stopped_at: f64) -> Vec<Command> {
        self.set_last_id(natural(record, "last_id"));
        for change in list(record, "changes") {
            if let Some(target) = Target::from_record(&change) {
                let (ended_at, until) = (number(&change, "ended_at"), number(&change, "may_complete_until"));
                self.history
                    .record(&target, natural(&change, "operation_id"), ended_at, until);
            }
        }
        for job in list(record, "background") {
            if let Some(mut job) = self.read(env, &job, stopped_at)
                && !matches!(job.stage, Stage::Review { .. })
            {
                self.resume_job(env, &mut job);
                self.background.push(job);
            }
        }
        if let Some(front) = record.get("front") {
            if let Some(mut job) = self.read(env, &front, stopped_at) {
                self.resume_job(env, &mut job);
                self.front = Front::Job(Box::new(job));
            } else if let (None, Some(operation), Some(problem)) = (
                Target::from_record(&front),
                text(&front, "operation").and_then(|name| Operation::from_name(&name)),
                problem(&front, "problem"),
            ) {
                self.front = Front::Rejected(operation, problem);
            }
        }
        std::mem::take(&mut self.commands)
    }

    /// The state after a crash at this moment.
    pub(crate) fn state_after_crash(&self) -> State {
        self.front_job().map_or_else(|| self.state(), state_after_crash)
    }

    /// Whether no job has a request, a timer or a pending approval.
    pub(crate) fn is_idle(&self) -> bool {
        let is_idle =
            |job: &Job| job.pending == Pending::Nothing && !matches!(job.stage, Stage::Review { approval: Some(_) });
        self.front_job().is_none_or(is_idle) && self.background.iter().all(is_idle)
    }

    fn resume_job(&mut self, env: Env, job: &mut Job) {
        match &job.stage {
            Stage::Unknown(unverified) if unverified.is_checking => {
                let since = unverified.since;
                self.schedule_check(env, job, since);
            }
            _ => self.schedule_follow_up(env, job),
        }
    }

    /// Deserializes a job; `None` if there is nothing to resume.
    fn read<J: Json>(&mut self, env: Env, json: &J, stopped_at: f64) -> Option<Job> {
        let status = || {
            json.get("status")
                .and_then(|_| u16::try_from(natural(json, "status")).ok())
        };
        let is_in_flight = flag(json, "is_in_flight") == Some(true);
        let stage = match State::from_name(&text(json, "state")?)? {
            State::Idle | State::Finding => return None,
            State::Archiving | State::Restoring if is_in_flight => Stage::Changing,
            // Nothing was sent.
            State::Archiving | State::Review => Stage::Review { approval: None },
            State::Restoring => Stage::Archived {
                status: None,
                already: None,
            },
            State::Archived => Stage::Archived {
                status: status(),
                already: flag(json, "already"),
            },
            State::Restored => Stage::Restored { status: status() },
            State::Refused => Stage::Refused {
                problem: problem(json, "problem")?,
                archive_error: problem(json, "last_check_error"),
            },
            State::Unknown => Stage::Unknown(Unverified {
                problem: problem(json, "problem")?,
                since: number(json, "since"),
                is_checking: flag(json, "is_checking") == Some(true),
                last_check_error: problem(json, "last_check_error"),
                is_gone: flag(json, "is_gone") == Some(true),
            }),
        };
        let ending = json
            .get("row")
            .and_then(|_| Ending::ALL.get(natural(json, "row") as usize));
        let mut job = Job {
            id: natural(json, "job_id"),
            target: Target::from_record(json)?,
            item: json.get("item").and_then(|item| Task::from_json(&item)),
            operation: Operation::from_name(&text(json, "operation")?)?,
            stage,
            pending: Pending::Nothing,
            ticket: 0,
            then_archive: false,
            retries: 0,
            has_refreshed_token: false,
            needs_fresh_token: false,
            sends: Sends {
                operation_id: natural(json, "operation_id"),
                last: ending.copied().zip(problem(json, "problem")),
                ended_at: number(json, "ended_at"),
                last_in_doubt_until: number(json, "last_in_doubt_until"),
                may_complete_until: number(json, "may_complete_until"),
                earlier_may_complete_until: number(json, "earlier_may_complete_until"),
                known_since: number(json, "known_since"),
            },
            started_at: env.now_ms,
        };
        if job.stage == Stage::Changing {
            let crashed = Problem::new(ProblemKind::Unexpected);
            let then = Env {
                now_ms: stopped_at,
                ..env
            };
            self.record_send(then, &mut job, Ending::Inconclusive, true, crashed.clone());
            job.stage = Stage::Unknown(Unverified {
                problem: crashed,
                since: stopped_at,
                is_checking: true,
                last_check_error: None,
                is_gone: false,
            });
        }
        Some(job)
    }
}

fn write(job: &Job) -> Vec<(&'static str, JsonValue<'_>)> {
    let mut record = job.target.to_record();
    record.extend([
        ("job_id", JsonValue::Number(f64::from(job.id))),
        ("item", JsonValue::from(job.item.as_ref())),
        ("operation", JsonValue::from(job.operation.as_str())),
        ("state", JsonValue::from(job.state().as_str())),
        ("state_after_crash", JsonValue::from(state_after_crash(job).as_str())),
        ("has_follow_up", JsonValue::Bool(job.has_follow_up())),
        ("operation_id", JsonValue::Number(f64::from(job.sends.operation_id))),
        ("ended_at", JsonValue::Number(job.sends.ended_at)),
        ("last_in_doubt_until", JsonValue::Number(job.sends.last_in_doubt_until)),
        ("may_complete_until", JsonValue::Number(job.sends.may_complete_until)),
        (
            "earlier_may_complete_until",
            JsonValue::Number(job.sends.earlier_may_complete_until),
        ),
        ("known_since", JsonValue::Number(job.sends.known_since)),
    ]);
    match &job.stage {
        Stage::Finding | Stage::Review { .. } => {}
        Stage::Changing => record.push(("is_in_flight", JsonValue::Bool(has_sent(job)))),
        Stage::Archived { status, already } => {
            record.extend([
                ("status", JsonValue::from(*status)),
                ("already", JsonValue::from(*already)),
            ]);
        }
        Stage::Restored { status } => record.push(("status", JsonValue::from(*status))),
        Stage::Refused { problem, archive_error } => record.extend([
            ("problem", JsonValue::from(problem)),
            (
                "last_check_error",
                archive_error.as_ref().map_or(JsonValue::Null, JsonValue::from),
            ),
        ]),
        Stage::Unknown(unverified) => record.extend([
            ("problem", JsonValue::from(&unverified.problem)),
            (
                "last_check_error",
                unverified
                    .last_check_error
                    .as_ref()
                    .map_or(JsonValue::Null, JsonValue::from),
            ),
            (
                "row",
                JsonValue::from(job.sends.last.as_ref().map(|(row, _)| row.number())),
            ),
            ("since", JsonValue::Number(unverified.since)),
            ("is_checking", JsonValue::Bool(unverified.is_checking)),
            ("is_gone", JsonValue::Bool(unverified.is_gone)),
        ]),
    }
    record
}

/// The state of a job after a crash at this moment: a change that was sent is unknown, one that was not sent has no
/// effect.
fn state_after_crash(job: &Job) -> State {
    match job.state() {
        State::Archiving | State::Restoring if has_sent(job) => State::Unknown,
        State::Finding => State::Idle,
        State::Archiving => State::Review,
        State::Restoring => State::Archived,
        state => state,
    }
}

/// Whether the operation has sent a change.
fn has_sent(job: &Job) -> bool {
    let is_sending = matches!(
        job.pending,
        Pending::Request {
            step: Step::Change,
            is_sent: true,
            ..
        }
    );
    is_sending || job.sends.last.is_some()
}

fn list<J: Json>(json: &J, key: &str) -> Vec<J> {
    json.get(key).and_then(|list| list.items(MAX_ITEMS)).unwrap_or_default()
}

fn text<J: Json>(json: &J, key: &str) -> Option<String> {
    json.get(key)?.string()
}

fn flag<J: Json>(json: &J, key: &str) -> Option<bool> {
    json.get(key)?.boolean()
}

fn number<J: Json>(json: &J, key: &str) -> f64 {
    json.get(key).and_then(|number| number.number()).unwrap_or_default()
}

fn natural<J: Json>(json: &J, key: &str) -> u32 {
    integer(number(json, key))
        .and_then(|number| u32::try_from(number).ok())
        .unwrap_or_default()
}

fn problem<J: Json>(json: &J, key: &str) -> Option<Problem> {
    Problem::from_json(&json.get(key)?)
}
