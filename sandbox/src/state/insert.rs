//! Inserting and replacing items.

use super::item::Item;
use super::{CHECKLIST, CHECKLIST_TITLE, NewRun, NewTask, NewTemplate, Run, Store, Success, Task, Template};
use crate::{accounts, ids};

/// The `archived_at` of seeds that are archived.
const ARCHIVED: &str = "2026-11-21T09:30:00Z";

impl Store {
    /// Adds a task, or replaces the one with its ID, whose late changes are cancelled.
    pub(crate) fn add(&mut self, new: NewTask) -> String {
        let number = 1250 + u32::try_from(self.tasks.len()).unwrap_or(0);
        let id = id_of(new.id, &new.title, number);
        let day = 1 + number % 20;
        let created_at = new.created_at;
        let task = Task {
            id: id.clone(),
            org: new.org.unwrap_or_else(|| accounts::ORG.to_owned()),
            increment_id: number,
            title: new.title,
            is_oneoff_task: new.is_oneoff_task.unwrap_or(new.run_id.is_none()),
            run_id: new.run_id,
            status: new.status.unwrap_or_else(|| "not-started".to_owned()),
            owners: new.owners,
            deadline: new.deadline.or_else(|| Some("2026-12-18T17:00:00.000Z".to_owned())),
            created_at: created_at.unwrap_or_else(|| format!("2026-11-{day:02}T08:{:02}:00Z", number % 60)),
            completed_at: new.completed_at,
            archived_at: new.archived.then(|| ARCHIVED.to_owned()),
            archived_with_run: new.archived_with_run,
            summary: new.summary,
            archive_answer: new.archive_answer,
            restore_answer: new.restore_answer.unwrap_or(Success::Data),
            refusal: new.refusal.unwrap_or_else(|| "linked-400-code".to_owned()),
            readable_when_archived: new.readable_when_archived,
        };
        self.forget(&id);
        match self.tasks.iter_mut().find(|known| known.id == id) {
            Some(known) => {
                *known = Task {
                    increment_id: known.increment_id,
                    created_at: known.created_at.clone(),
                    ..task
                }
            }
            None => self.tasks.push(task),
        }
        id
    }

    /// Adds a process, or replaces the one with its ID, whose late changes are cancelled.
    pub(crate) fn add_run(&mut self, new: NewRun) -> String {
        let number = 311 + u32::try_from(self.runs.len()).unwrap_or(0);
        let run = Run {
            id: id_of(new.id, &new.name, number),
            org: new.org.unwrap_or_else(|| accounts::ORG.to_owned()),
            increment_id: number,
            name: new.name,
            checklist_id: new.checklist_id.unwrap_or_else(|| CHECKLIST.to_owned()),
            checklist_title: new.checklist_title.unwrap_or_else(|| CHECKLIST_TITLE.to_owned()),
            status: new.status.unwrap_or_else(|| "active".to_owned()),
            starred: new.starred,
            owner_id: new.owner_id.unwrap_or(accounts::CALLER),
            progress: new.progress.unwrap_or((1, 3)),
            created_at: format!("2026-10-{:02}T08:00:00Z", number % 28 + 1),
            archived_at: new.archived.then(|| ARCHIVED.to_owned()),
            archive_answer: new.archive_answer.unwrap_or(Success::Data),
            restore_answer: new.restore_answer.unwrap_or(Success::Data),
            when_active: new.when_active,
            restores_all_tasks: new.restores_all_tasks,
            archived_progress: new.archived_progress,
            readable_when_archived: new.readable_when_archived,
        };
        self.forget(&run.id);
        put(&mut self.runs, run)
    }

    /// Adds a template, or replaces the one with its ID, whose late changes are cancelled.
    pub(crate) fn add_template(&mut self, new: NewTemplate) -> String {
        let number = u32::try_from(self.templates.len()).unwrap_or(0);
        let template = Template {
            id: id_of(new.id, &new.title, number),
            org: new.org.unwrap_or_else(|| accounts::ORG.to_owned()),
            title: new.title,
            summary: new.summary,
            status: new.status.unwrap_or_else(|| "published".to_owned()),
            starred: new.starred,
            owner_id: new.owner_id.unwrap_or(accounts::CALLER),
            steps_count: 3,
            folder: new.folder,
            created_at: format!("2026-09-{:02}T08:00:00Z", number % 28 + 1),
            archived_at: new.archived.then(|| ARCHIVED.to_owned()),
            embedded_in: new.embedded_in,
            references: new.references,
            not_restored: new.not_restored,
            archive_answer: new.archive_answer,
            restore_answer: new.restore_answer,
            folder_gone: new.folder_gone,
        };
        self.forget(&template.id);
        put(&mut self.templates, template)
    }
}

fn id_of(id: Option<String>, title: &str, number: u32) -> String {
    id.unwrap_or_else(|| ids::from_name(&format!("{title} {number}")))
}

/// Inserts or replaces the item, and returns its ID.
fn put<T: Item>(items: &mut Vec<T>, item: T) -> String {
    let id = item.id().to_owned();
    match items.iter_mut().find(|known| known.id() == id) {
        Some(known) => *known = item,
        None => items.push(item),
    }
    id
}
