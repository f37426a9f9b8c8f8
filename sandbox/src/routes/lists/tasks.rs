//! Lists of tasks.

use std::cmp::Ordering;

use super::dates::Days;
use super::invalid::Invalid;
use super::listing::{Listing, contains_text, sort_of};
use super::status::{Status, StatusWord};
use crate::kind::Kind;
use crate::query::Query;
use crate::state::{ArchivedList, Item, Store, Task};

/// The fake current time, to compare deadlines with.
const NOW: &str = "2026-11-23T12:00:00";
/// A deadline before this is due soon.
const SOON: &str = "2026-11-26T12:00:00";

/// The values of `status`. Problems and improvements are not implemented, so no task has any.
const STATUS: [StatusWord<Task>; 12] = [
    ("all", |_| true),
    ("active", |task| !is_completed(task)),
    ("active-visible", |task| {
        !is_completed(task) && task.status != "auto-skipped"
    }),
    ("not-started", |task| task.status == "not-started"),
    ("in-progress", |task| task.status == "in-progress"),
    ("complete", is_completed),
    ("overdue", |task| is_due(task, "", NOW)),
    ("due-soon", |task| is_due(task, NOW, SOON)),
    ("on-time", |task| !is_completed(task) && !is_due(task, "", NOW)),
    ("has-problem", |_| false),
    ("has-improvement", |_| false),
    // Inverted, as in the service.
    ("auto-skipped", |task| task.status != "auto-skipped"),
];

/// Filters on fields that the sandbox lacks: they match nothing.
const UNSUPPORTED: [&str; 3] = ["roles", "tag", "folder"];

/// Whose tasks are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    /// Those of the caller; without `status`, only active ones.
    Caller(u32),
    User(u32),
    /// Those of this process.
    Run(String),
}

pub(super) struct Tasks<'a> {
    query: &'a Query,
    scope: Scope,
    status: Status<Task>,
    created: Option<Days<'a>>,
    deadline: Vec<Days<'a>>,
}

impl<'a> Tasks<'a> {
    pub(super) fn of(query: &'a Query, scope: Scope) -> Result<Self, Invalid> {
        let default = if matches!(scope, Scope::Caller(_)) {
            "active"
        } else {
            "all"
        };
        Ok(Self {
            status: Status::of(query, default, &STATUS),
            created: Days::created(query)?,
            deadline: Days::deadline(query)?,
            query,
            scope,
        })
    }

    fn is_in_scope(&self, task: &Task) -> bool {
        match &self.scope {
            Scope::All => true,
            Scope::Caller(user) | Scope::User(user) => task.owners.users.iter().any(|owner| owner.id == *user),
            Scope::Run(run) => task.run_id.as_ref() == Some(run),
        }
    }

    /// Whether the task is assigned as requested.
    fn is_assigned(&self, task: &Task) -> bool {
        let owners = &task.owners;
        let users: Vec<_> = owners.users.iter().map(|user| user.id.to_string()).collect();
        let by = |name: &str, has: &[String]| {
            let requested = self.query.list(name);
            requested.is_none_or(|requested| requested.iter().any(|one| has.iter().any(|own| own == one)))
        };
        let is_unassigned = users.is_empty() && owners.guests.is_empty() && owners.groups.is_empty();
        by("owners", &users)
            && by("guests", &owners.guests)
            && by("groups", &owners.groups)
            && (is_unassigned || self.query.flag("unassigned") != Some(true))
    }
}

impl Listing for Tasks<'_> {
    type Item = Task;
    const KIND: Kind = Kind::Task;

    fn items(store: &Store) -> &[Task] {
        &store.tasks
    }

    fn matches(&self, task: &Task, store: &Store) -> bool {
        let run = task.run_id.as_deref();
        let run = run.and_then(|run| store.find(Kind::Process, &task.org, run));
        let wanted = self.query.text("q").unwrap_or_default().to_lowercase();
        let one_off = self.query.flag("is_oneoff");
        let is_kept = store.reads.archived_list != ArchivedList::WithoutOneOffs
            || self.query.text("archived") != Some("only")
            || task.run_id.is_some();
        self.is_in_scope(task)
            && is_kept
            && one_off.is_none_or(|one_off| task.is_oneoff_task == one_off)
            && contains_text(&wanted, &[&task.title, run.map_or("", Item::title)])
            && self.status.matches(task)
            && self.is_assigned(task)
            && self.created.is_none_or(|days| days.contain(Some(&task.created_at)))
            && self.deadline.iter().all(|days| days.contain(task.deadline.as_ref()))
            && UNSUPPORTED.iter().all(|name| self.query.text(name).is_none())
    }

    fn compare(&self, one: &Task, other: &Task) -> Ordering {
        // The number breaks ties, so that no task is on two pages.
        let age = |task: &Task| (task.created_at.clone(), task.increment_id);
        let newest = age(other).cmp(&age(one));
        match sort_of(self.query) {
            "oldest" | "created_at" => newest.reverse(),
            "position" => one.increment_id.cmp(&other.increment_id),
            "deadline" => last_if_none(one.deadline.as_ref(), other.deadline.as_ref()).then(newest),
            "completed_newest" => other.completed_at.cmp(&one.completed_at).then(newest),
            _ => newest,
        }
    }
}

fn is_completed(task: &Task) -> bool {
    task.completed_at.is_some() || task.status == "completed"
}

/// Whether the task is not completed, and its deadline is in this range.
fn is_due(task: &Task, from: &str, until: &str) -> bool {
    let deadline = task.deadline.as_ref().and_then(|deadline| deadline.get(..19));
    !is_completed(task) && deadline.is_some_and(|deadline| from <= deadline && deadline < until)
}

fn last_if_none(one: Option<&String>, other: Option<&String>) -> Ordering {
    (one.is_none(), one).cmp(&(other.is_none(), other))
}
