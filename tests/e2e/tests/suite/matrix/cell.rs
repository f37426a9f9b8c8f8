//! One operation under one fault: what was said of it, held against what the sandbox knows.

use e2e::{Stage, State};
use sandbox::{Fault, NewTask, ORG, Reply, TOKEN};
use serde_json::{Value, json};

use super::Column;
use super::timeline::Timeline;
use crate::faults::{LATE, Row, Trouble};

/// Where a redirect points to.
pub(super) const ELSEWHERE: &str = "/elsewhere";

/// One operation under one fault.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) task: String,
    pub(super) column: Column,
    pub(super) row: &'a Row,
}

/// What an element shows, and has said so far.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) state: String,
    pub(super) kind: Option<String>,
    /// What the method resolved with, if it has.
    pub(super) resolved: Option<String>,
    pub(super) said: Vec<Said>,
}

/// An outcome that was announced.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) state: String,
    pub(super) checking: bool,
    pub(super) at: f64,
}

impl Look {
    pub(super) fn of(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let said = |said: &Value| Said {
            state: said["state"].as_str().unwrap_or_default().to_owned(),
            checking: said["checking"] == true,
            at: said["at"].as_f64().unwrap_or_default(),
        };
        Self {
            state: text("state").unwrap_or_default(),
            kind: text("kind"),
            resolved: text("resolved"),
            said: value["said"].as_array().into_iter().flatten().map(said).collect(),
        }
    }

    /// Whether the widget goes on checking by itself.
    pub(super) fn is_checking(&self) -> bool {
        self.state == State::Unknown && self.said.last().is_some_and(|said| said.checking)
    }
}

impl<'a> Cell<'a> {
    pub(super) fn new(stage: &Stage, column: Column, row: &'a Row) -> Self {
        let task = stage.api().add_task(NewTask {
            archived: column == Column::Restore,
            ..NewTask::titled(format!("{} under {}", column.as_str(), row.name))
        });
        Self { task, column, row }
    }

    /// The properties of its element.
    pub(super) fn element(&self, stage: &Stage) -> Value {
        json!({ "apiBase": stage.api().api(), "orgId": ORG, "taskId": self.task, "token": TOKEN })
    }

    /// Has its requests meet the fault from now on.
    pub(super) fn arm(&self, stage: &Stage) {
        let request = self.column.request();
        let faults = match &self.row.trouble {
            Trouble::Faults(faults) => faults.clone(),
            Trouble::Redirect(work) => vec![Fault::reply(redirect(stage)).work(*work).late_by(LATE)],
            Trouble::OfflineDuring => vec![Fault::reply(Reply::Silence).after_work()],
            Trouble::ServiceWorker(fault, _) => vec![fault.clone()],
            Trouble::Refused | Trouble::OfflineBefore => Vec::new(),
        };
        for fault in faults {
            stage.api().set_fault(&self.task, request, fault);
        }
    }

    /// Has archiving the task end as `unknown`, though it is done: every read afterwards fails.
    pub(super) fn leave_open(&self, stage: &Stage) {
        let failure = Fault::fixture("server-error-500");
        let api = stage.api();
        api.set_fault(&self.task, sandbox::Operation::Archive, failure.clone().after_work());
        api.set_fault(&self.task, sandbox::Operation::Get, Fault::usual().times(1));
        api.set_fault(&self.task, sandbox::Operation::Get, failure);
    }

    /// What is said first: the state, the kind of the problem, and whether the widget goes on checking.
    pub(super) fn told(&self, look: &Look) -> String {
        let mut told = look.state.clone();
        if let Some(kind) = self.kind(look) {
            told = format!("{told} · {kind}");
        }
        if look.state == State::Unknown && !look.is_checking() && !self.may_time_out() {
            told.push_str(", not checked");
        }
        told
    }

    /// The kind of the problem. A browser that loses its network on the way may or may not give up the connection it
    /// has: either is the truth.
    fn kind(&self, look: &Look) -> Option<String> {
        let is_either = |kind: &String| self.may_time_out() && matches!(kind.as_str(), "timeout" | "offline");
        if look.kind.as_ref().is_some_and(is_either) {
            return Some("timeout or offline".to_owned());
        }
        look.kind.clone()
    }

    /// Whether it depends on the browser if the requests time out.
    pub(super) fn may_time_out(&self) -> bool {
        matches!(self.row.trouble, Trouble::OfflineDuring)
    }

    /// Holds everything that was said against what truly happened.
    pub(super) fn judge(&self, look: &Look, changes: &[(f64, bool)]) -> Result<(), String> {
        let timeline = Timeline::new(self.column == Column::Restore, changes.to_vec());
        for said in &look.said {
            let is_so = match said.state.as_str() {
                "archived" => timeline.is_archived_at(said.at),
                "restored" => !timeline.is_archived_at(said.at),
                // Neither before nor after: everything has happened by now.
                "refused" => !timeline.is_changed(),
                _ => self.column != Column::Find,
            };
            if !is_so {
                return Err(format!("{} is announced, and {timeline:?} at {}", said.state, said.at));
            }
        }
        let is_archived = timeline.is_archived_at(f64::INFINITY);
        let is_so = match look.state.as_str() {
            "archived" => is_archived,
            "restored" => !is_archived,
            "refused" | "review" => !timeline.is_changed(),
            "unknown" => true,
            _ => false,
        };
        if !is_so {
            return Err(format!("{} at the end, and {timeline:?}", look.state));
        }
        match &look.resolved {
            None => Err("the method's promise is still pending".to_owned()),
            // A check ends before the matter is settled.
            Some(resolved) if *resolved != look.state && self.column != Column::Check => Err(format!(
                "the method resolved with {resolved}, and the state is {}",
                look.state
            )),
            Some(_) => Ok(()),
        }
    }
}

/// To another origin than the API's: that of the page where there are two.
fn redirect(stage: &Stage) -> Reply {
    let origin = stage.page.url();
    let elsewhere = if origin == stage.api().url() {
        origin.replace("127.0.0.1", "localhost")
    } else {
        origin
    };
    Reply::Redirect {
        status: 307,
        location: format!("{elsewhere}{ELSEWHERE}"),
    }
}
