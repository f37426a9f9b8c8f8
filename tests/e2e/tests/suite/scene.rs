//! Steps that many scenes have in common.

use e2e::{Page, Stage, State, Widget};
use sandbox::{Case, LoggedRequest};

/// The path of a case's task.
pub(crate) fn path_of(case: &Case) -> String {
    format!("/api/organizations/{}/tasks/{}", case.org_id, case.task_id)
}

/// The requests that archive this case's task.
pub(crate) fn deletes(stage: &Stage, case: &Case) -> Vec<LoggedRequest> {
    stage.api().requests("DELETE", &path_of(case))
}

/// Whether this case's task is archived now.
pub(crate) fn is_archived(stage: &Stage, case: &Case) -> bool {
    stage.api().task(&case.task_id).is_some_and(|task| task.is_archived())
}

/// Opens the built page and enters a case as a person would.
pub(crate) fn enter<'a>(stage: &'a Stage, case: &Case) -> Widget<'a> {
    let widget = stage.open(&Page::built());
    widget.enter("Organization ID", case.org_id);
    widget.enter("Task ID", &case.task_id);
    widget.enter("Access token", case.token);
    widget
}

/// Opens the built page and finds a case's task, which then is in review.
pub(crate) fn find<'a>(stage: &'a Stage, case: &Case) -> Widget<'a> {
    let widget = enter(stage, case);
    widget.press("Find task");
    widget.waits_for(State::Review);
    widget
}
