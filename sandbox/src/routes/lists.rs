//! Lists of tasks and processes: filtered, searched, sorted, in pages.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use super::pagination::Page;
use crate::shared::Shared;
use crate::state::{ArchivedList, Run, Task, World};

/// What a list is asked for. Parameters that only the service knows are let pass.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    is_oneoff: Option<String>,
    archived: Option<String>,
    q: Option<String>,
    page: Option<String>,
    per_page: Option<String>,
    sort: Option<String>,
    sort_by: Option<String>,
}

pub(crate) async fn tasks(
    State(shared): State<Arc<Shared>>,
    Path(org): Path<String>,
    Query(asked): Query<Asked>,
    uri: Uri,
) -> Response {
    asked.tasks(&shared, &uri, |task| task.org == org)
}

pub(crate) async fn tasks_of_user(
    State(shared): State<Arc<Shared>>,
    Path((org, user)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
    uri: Uri,
) -> Response {
    asked.tasks(&shared, &uri, |task| {
        task.org == org && task.owners.users.iter().any(|owner| owner.id == user)
    })
}

pub(crate) async fn tasks_of_run(
    State(shared): State<Arc<Shared>>,
    Path((org, run)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    uri: Uri,
) -> Response {
    asked.tasks(&shared, &uri, |task| {
        task.org == org && task.run_id.as_ref() == Some(&run)
    })
}

pub(crate) async fn runs(
    State(shared): State<Arc<Shared>>,
    Path(org): Path<String>,
    Query(asked): Query<Asked>,
    uri: Uri,
) -> Response {
    let page = match Page::read(asked.page.as_deref(), asked.per_page.as_deref()) {
        Ok(page) => page,
        Err(wrong) => return wrong.response(),
    };
    let world = shared.world();
    let fits = |run: &Run| run.org == org && asked.admits(&world, run.archived_at.is_some(), &run.name);
    let mut found: Vec<_> = world.shown_runs().filter(fits).collect();
    found.sort_by(|a, b| a.created_at.cmp(&b.created_at));
    if !asked.oldest_first() {
        found.reverse();
    }
    let found: Vec<Value> = found.iter().map(Run::to_json).collect();
    page.answer(asked.archived_list(&world), &found, &uri)
}

impl Asked {
    fn tasks(&self, shared: &Shared, uri: &Uri, among: impl Fn(&Task) -> bool) -> Response {
        let page = match Page::read(self.page.as_deref(), self.per_page.as_deref()) {
            Ok(page) => page,
            Err(wrong) => return wrong.response(),
        };
        let kind = self.is_oneoff.as_deref().map(|kind| matches!(kind, "true" | "1"));
        let world = shared.world();
        let fits = |task: &Task| {
            among(task)
                && kind.is_none_or(|oneoff| task.is_oneoff_task == oneoff)
                && self.admits(&world, task.is_archived(), &task.title)
        };
        let mut found: Vec<_> = world.shown_tasks().filter(fits).collect();
        // The number decides between tasks of one moment, so that no task is on two pages.
        found.sort_by(|a, b| (&a.created_at, a.increment_id).cmp(&(&b.created_at, b.increment_id)));
        if !self.oldest_first() {
            found.reverse();
        }
        let found: Vec<Value> = found.iter().map(Task::to_json).collect();
        page.answer(self.archived_list(&world), &found, uri)
    }

    /// How this list is answered: as usual, unless it is the list of what is archived.
    fn archived_list(&self, world: &World) -> ArchivedList {
        match self.archived.as_deref() {
            Some("only") => world.reads.archived_list,
            _ => ArchivedList::Usual,
        }
    }

    fn admits(&self, world: &World, archived: bool, title: &str) -> bool {
        let in_view = match self.archived.as_deref() {
            Some("only") if world.reads.archived_list == ArchivedList::FilterIgnored => !archived,
            Some("only") => archived,
            Some("true") => true,
            _ => !archived,
        };
        let wanted = self.q.as_deref().unwrap_or_default().to_lowercase();
        in_view && title.to_lowercase().contains(&wanted)
    }

    fn oldest_first(&self) -> bool {
        matches!(
            self.sort.as_deref().or(self.sort_by.as_deref()),
            Some("oldest" | "created_at")
        )
    }
}
