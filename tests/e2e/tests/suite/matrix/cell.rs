//! One operation under one fault: compares the announced outcomes with the sandbox's state.

use e2e::{Context, State};
use sandbox::{Fault, NewTask, ORG, Reply, TOKEN};
use serde_json::{Value, json};

use super::column::Column;
use super::faults::{Disruption, LATE, Row};
use super::timeline::Timeline;

/// The path of redirects.
pub(super) const ELSEWHERE: &str = "/elsewhere";

/// One operation under one fault.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) task: String,
    pub(super) column: Column,
    pub(super) row: &'a Row,
}

/// The state of an element, and its announcements so far.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) state: String,
    pub(super) kind: Option<String>,
    /// The state that the method has resolved with, if it has.
    pub(super) resolved: Option<String>,
    pub(super) announced: Vec<Announcement>,
}

/// An announced outcome.
#[derive(Clone, Debug)]
pub(super) struct Announcement {
    pub(super) state: String,
    pub(super) checking: bool,
    pub(super) at: f64,
}

impl Snapshot {
    pub(super) fn of(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let announcement = |announced: &Value| Announcement {
            state: announced["state"].as_str().unwrap_or_default().to_owned(),
            checking: announced["checking"] == true,
            at: announced["at"].as_f64().unwrap_or_default(),
        };
        Self {
            state: text("state").unwrap_or_default(),
            kind: text("kind"),
            resolved: text("resolved"),
            announced: value["announced"]
                .as_array()
                .into_iter()
                .flatten()
                .map(announcement)
                .collect(),
        }
    }

    /// Whether the widget is still checking automatically.
    pub(super) fn is_checking(&self) -> bool {
        self.state == State::Unknown && self.announced.last().is_some_and(|announced| announced.checking)
    }
}

impl<'a> Cell<'a> {
    pub(super) fn new(ctx: &Context, column: Column, row: &'a Row) -> Self {
        let task = ctx.api().add_task(NewTask {
            archived: column == Column::Restore,
            ..NewTask::titled(format!("{} under {}", column.as_str(), row.name))
        });
        Self { task, column, row }
    }

    /// The properties of its element.
    pub(super) fn element(&self, ctx: &Context) -> Value {
        json!({ "apiBase": ctx.api().api(), "orgId": ORG, "taskId": self.task, "token": TOKEN })
    }

    /// Arms the faults.
    pub(super) fn arm(&self, ctx: &Context) {
        let request = self.column.request();
        let faults = match &self.row.disruption {
            Disruption::Faults(faults) => faults.clone(),
            Disruption::Redirect(work) => vec![Fault::reply(redirect(ctx)).work(*work).late_by(LATE)],
            Disruption::OfflineDuring => vec![Fault::reply(Reply::Silence).after_work()],
            Disruption::ServiceWorker(fault, _) => vec![fault.clone()],
            Disruption::Refused | Disruption::OfflineBefore => Vec::new(),
        };
        for fault in faults {
            ctx.api().set_fault(&self.task, request, fault);
        }
    }

    /// Makes archiving end as `unknown` although it is done: every read afterwards fails.
    pub(super) fn leave_unknown(&self, ctx: &Context) {
        let failure = Fault::fixture("server-error-500");
        let api = ctx.api();
        api.set_fault(&self.task, sandbox::Operation::Archive, failure.clone().after_work());
        api.set_fault(&self.task, sandbox::Operation::Get, Fault::usual().times(1));
        api.set_fault(&self.task, sandbox::Operation::Get, failure);
    }

    /// The first outcome: the state, the kind of the problem, and whether the widget keeps checking.
    pub(super) fn outcome(&self, snapshot: &Snapshot) -> String {
        let mut outcome = snapshot.state.clone();
        if let Some(kind) = self.kind(snapshot) {
            outcome = format!("{outcome} · {kind}");
        }
        if snapshot.state == State::Unknown && !snapshot.is_checking() && !self.may_time_out() {
            outcome.push_str(", not checked");
        }
        outcome
    }

    /// The kind of the problem. A browser that goes offline may or may not abort its connections: both are correct.
    fn kind(&self, snapshot: &Snapshot) -> Option<String> {
        let is_either = |kind: &String| self.may_time_out() && matches!(kind.as_str(), "timeout" | "offline");
        if snapshot.kind.as_ref().is_some_and(is_either) {
            return Some("timeout or offline".to_owned());
        }
        snapshot.kind.clone()
    }

    /// Whether it depends on the browser if requests time out.
    pub(super) fn may_time_out(&self) -> bool {
        matches!(self.row.disruption, Disruption::OfflineDuring)
    }

    /// Compares every announcement with what happened.
    pub(super) fn verify(&self, snapshot: &Snapshot, changes: &[(f64, bool)]) -> Result<(), String> {
        let timeline = Timeline::new(self.column == Column::Restore, changes.to_vec());
        for announced in &snapshot.announced {
            let is_true = match announced.state.as_str() {
                "archived" => timeline.is_archived_at(announced.at),
                "restored" => !timeline.is_archived_at(announced.at),
                // Neither before nor after: nothing is pending any more.
                "refused" => !timeline.is_changed(),
                _ => self.column != Column::Find,
            };
            if !is_true {
                return Err(format!(
                    "{} is announced, and {timeline:?} at {}",
                    announced.state, announced.at
                ));
            }
        }
        let is_archived = timeline.is_archived_at(f64::INFINITY);
        let is_true = match snapshot.state.as_str() {
            "archived" => is_archived,
            "restored" => !is_archived,
            "refused" | "review" => !timeline.is_changed(),
            "unknown" => true,
            _ => false,
        };
        if !is_true {
            return Err(format!("{} at the end, and {timeline:?}", snapshot.state));
        }
        match &snapshot.resolved {
            None => Err("the method's promise is still pending".to_owned()),
            // A check may end before the outcome is known.
            Some(resolved) if *resolved != snapshot.state && self.column != Column::Check => Err(format!(
                "the method resolved with {resolved}, and the state is {}",
                snapshot.state
            )),
            Some(_) => Ok(()),
        }
    }
}

/// A redirect to another origin than the API's.
fn redirect(ctx: &Context) -> Reply {
    let origin = ctx.page.url();
    let elsewhere = if origin == ctx.api().url() {
        origin.replace("127.0.0.1", "localhost")
    } else {
        origin
    };
    Reply::Redirect {
        status: 307,
        location: format!("{elsewhere}{ELSEWHERE}"),
    }
}
