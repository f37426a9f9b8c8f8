//! Lists of processes.

use std::cmp::Ordering;

use super::listing::{Listing, View, contains_text, sort_of};
use super::status::{Status, StatusWord};
use crate::kind::Kind;
use crate::query::Query;
use crate::state::{Run, Store};

/// The values of `status`. `problem` includes issues.
const STATUS: [StatusWord<Run>; 7] = [
    ("active", |run| run.status != "complete"),
    ("complete", |run| run.status == "complete"),
    ("problem", |run| matches!(run.status.as_str(), "problem" | "issue")),
    ("issue", |run| run.status == "issue"),
    ("improvement", |run| run.status == "improvement"),
    ("delayed", |run| run.status == "delayed"),
    ("starred", |run| run.starred),
];

/// Filters on fields that the sandbox lacks: they match nothing.
const UNSUPPORTED: [&str; 4] = ["tag", "tag_ids", "folder", "groups"];

pub(super) struct Runs<'a> {
    query: &'a Query,
    status: Status<Run>,
}

impl<'a> Runs<'a> {
    pub(super) fn of(query: &'a Query) -> Self {
        let status = Status::of(query, "", &STATUS);
        Self { query, status }
    }

    /// Whether one of the requested members owns the process, or one of its tasks.
    fn is_owned(&self, run: &Run, store: &Store) -> bool {
        let Some(requested) = self.query.list("owners") else {
            return true;
        };
        let tasks = store.tasks.iter().filter(|task| task.run_id.as_ref() == Some(&run.id));
        let assigned = tasks.flat_map(|task| &task.owners.users).map(|user| user.id);
        assigned
            .chain([run.owner_id])
            .any(|member| requested.contains(&member.to_string().as_str()))
    }
}

impl Listing for Runs<'_> {
    type Item = Run;
    const KIND: Kind = Kind::Process;

    fn items(store: &Store) -> &[Run] {
        &store.runs
    }

    fn view(&self, query: &Query, store: &Store) -> View {
        if store.reads.archived_status && query.text("status") == Some("archived") {
            return View::Archived;
        }
        View::of(query)
    }

    fn matches(&self, run: &Run, store: &Store) -> bool {
        let wanted = self.query.text("q").unwrap_or_default().to_lowercase();
        let template = self.query.any(&["checklist_id", "blueprint_id"]);
        contains_text(&wanted, &[&run.name])
            && self.status.matches(run)
            && template.is_none_or(|template| template == run.checklist_id)
            && self.query.flag("starred").is_none_or(|starred| starred == run.starred)
            && self.query.text("type").is_none_or(|kind| kind == "procedure")
            && self.is_owned(run, store)
            && UNSUPPORTED.iter().all(|name| self.query.text(name).is_none())
    }

    fn compare(&self, one: &Run, other: &Run) -> Ordering {
        let newest = (&other.created_at, other.increment_id).cmp(&(&one.created_at, one.increment_id));
        match sort_of(self.query) {
            "name" => one.name.cmp(&other.name).then(newest),
            "oldest" | "created_at" => newest.reverse(),
            _ => newest,
        }
    }
}
