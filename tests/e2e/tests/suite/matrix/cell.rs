//! One operation under one fault: played, and held against what the sandbox knows.

use e2e::{Stage, State, Widget, eventually};
use sandbox::{Fault, NewTask, ORG, Reply, TOKEN};
use serde_json::json;

use super::{Column, fits};
use crate::faults::{Row, Trouble};
use crate::scene::{leave_archiving_open, told};

/// Where a redirect points to.
const ELSEWHERE: &str = "/elsewhere";

/// What came of one operation under one fault.
pub(super) struct Cell<'a> {
    stage: &'a Stage,
    widget: Widget<'a>,
    task: String,
    column: Column,
    row: &'a Row,
}

impl<'a> Cell<'a> {
    pub(super) fn new(stage: &'a Stage, column: Column, row: &'a Row) -> Self {
        let task = stage.api().add_task(NewTask {
            archived: column == Column::Restore,
            ..NewTask::titled(format!("{} under {}", column.as_str(), row.name))
        });
        Self {
            stage,
            widget: stage.widget("tallyfy-archive-task"),
            task,
            column,
            row,
        }
    }

    /// Plays the cell, and answers with what is to stand in it, or how it lies.
    pub(super) fn play(&self) -> Result<String, String> {
        if matches!(self.row.trouble, Trouble::OfflineBefore | Trouble::OfflineDuring) && !self.can_go_offline() {
            return Ok("not tried".to_owned());
        }
        self.prepare();
        // What is checked is an archiving, which began with a task that was not archived.
        let before = self.column == Column::Restore;
        let state = self.under_trouble();
        let kind = self.kind();
        self.mend();
        let changes = matches!(self.column, Column::Archive | Column::Restore);
        if self.row.late && changes {
            eventually(|| (self.is_archived() != before).then_some(())).expect("late work is done");
        }
        let told = told(&state, kind.as_deref());
        self.judge(&state, before)?;
        if self.stage.page.log().iter().any(|request| request.path == ELSEWHERE) {
            return Err("the redirect was followed".to_owned());
        }
        if state != State::Unknown {
            return Ok(told);
        }
        let truth = self.check_again()?;
        Ok(format!("{told} → {truth}"))
    }

    /// The kind of the problem. A browser that loses its network on the way may or may not give up the connection it
    /// has: either is the truth.
    fn kind(&self) -> Option<String> {
        let kind = self.widget.problem()["kind"].as_str().map(str::to_owned);
        let either = |kind: &String| {
            matches!(self.row.trouble, Trouble::OfflineDuring) && matches!(kind.as_str(), "timeout" | "offline")
        };
        if kind.as_ref().is_some_and(either) {
            return Some("timeout or offline".to_owned());
        }
        kind
    }

    /// Takes a fresh element to where the operation can begin.
    fn prepare(&self) {
        let api = self.stage.api();
        api.clear_faults();
        let timeout = if self.row.impatient { 1 } else { 30 };
        let element = json!([api.api(), ORG, self.task, TOKEN, timeout]);
        self.stage.browser.run("renew(...arguments)", &element);
        match self.column {
            // All of the element has to be there before the port it came through is closed.
            Column::Find => assert_eq!(self.widget.call("reset"), State::Idle, "{}", self.row.name),
            Column::Archive => assert_eq!(self.widget.call("find"), State::Review, "{}", self.row.name),
            Column::Restore => assert_eq!(self.widget.call("find"), State::Archived, "{}", self.row.name),
            Column::Check => {
                assert_eq!(self.widget.call("find"), State::Review, "{}", self.row.name);
                leave_archiving_open(self.stage, &self.task);
                assert_eq!(self.widget.call("archive"), State::Unknown, "{}", self.row.name);
                api.clear_faults();
            }
        }
    }

    /// Lets the trouble begin, and the operation meet it. Answers with the state reached.
    fn under_trouble(&self) -> String {
        let api = self.stage.api();
        let arm = |fault| api.set_fault(&self.task, self.column.request(), fault);
        match &self.row.trouble {
            Trouble::Fault(fault) => arm(fault.clone()),
            Trouble::Redirect => arm(Fault::reply(Reply::Redirect {
                status: 307,
                location: format!("{}{ELSEWHERE}", self.elsewhere()),
            })),
            Trouble::Refused => api.refuse().expect("the port closes"),
            Trouble::OfflineBefore => self.set_offline(true),
            Trouble::OfflineDuring => {
                arm(Fault::reply(Reply::Silence).after_work());
                return self.lose_network_meanwhile();
            }
        }
        self.widget.call(self.column.as_str())
    }

    fn lose_network_meanwhile(&self) -> String {
        let api = self.stage.api();
        api.clear_log();
        self.widget.begin(self.column.as_str());
        let is_asked = || {
            api.log()
                .iter()
                .any(|request| request.fault || request.path.contains(&self.task))
        };
        eventually(|| is_asked().then_some(())).expect("the request is sent");
        self.set_offline(true);
        let busy = ["finding", "archiving", "restoring"];
        eventually(|| Some(self.widget.state()).filter(|state| !busy.contains(&state.as_str()))).expect("it settles")
    }

    /// Ends the trouble.
    fn mend(&self) {
        match self.row.trouble {
            Trouble::Refused => self.stage.api().accept().expect("the port opens"),
            Trouble::OfflineBefore | Trouble::OfflineDuring => self.set_offline(false),
            Trouble::Fault(_) | Trouble::Redirect => {}
        }
        self.stage.api().clear_faults();
    }

    /// What is said, held against what the sandbox knows.
    fn judge(&self, state: &str, before: bool) -> Result<(), String> {
        let now = self.is_archived();
        let truth = if now { "archived" } else { "not archived" };
        if fits(self.column, state, before, now) {
            Ok(())
        } else {
            Err(format!("{state}, and the task is {truth}"))
        }
    }

    /// After the trouble, checking reaches the truth, if perhaps not at once: work that was given up may still be done.
    fn check_again(&self) -> Result<String, String> {
        let state = eventually(|| Some(self.widget.call("check")).filter(|state| *state != State::Unknown))
            .ok_or_else(|| "stays unknown".to_owned())?;
        self.judge(&state, self.column == Column::Restore)?;
        Ok(state)
    }

    fn is_archived(&self) -> bool {
        self.stage.api().task(&self.task).is_some_and(|task| task.is_archived())
    }

    /// Another origin than the API's, that of the page where there are two.
    fn elsewhere(&self) -> String {
        let origin = self.stage.page.url();
        if origin == self.stage.api().url() {
            origin.replace("127.0.0.1", "localhost")
        } else {
            origin
        }
    }

    fn can_go_offline(&self) -> bool {
        self.stage.browser.set_offline(false)
    }

    fn set_offline(&self, offline: bool) {
        assert!(
            self.stage.browser.set_offline(offline),
            "the browser can be taken off the network"
        );
    }
}
