//! A task, and the responses to its changes.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{Answer, Success};
use super::item::Item;
use super::template::CHECKLIST;

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The member's ID.
    pub id: u32,
    /// The member's name.
    pub full_name: String,
    /// The URL of the member's picture.
    #[serde(default)]
    pub profile_pic: String,
}

/// The assignees of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owners {
    /// Members.
    pub users: Vec<User>,
    /// Guests, by e-mail address.
    pub guests: Vec<String>,
    /// Groups, by id.
    pub groups: Vec<String>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// 32 hex digits.
    pub id: String,
    /// The organization it belongs to.
    pub org: String,
    /// The short number in Tallyfy's user interface.
    pub increment_id: u32,
    /// The title.
    pub title: String,
    /// The process it belongs to.
    pub run_id: Option<String>,
    /// Whether it was created as a one-off, also if it was linked later.
    pub is_oneoff_task: bool,
    /// Free text such as `not-started`.
    pub status: String,
    /// The assignees.
    pub owners: Owners,
    /// When it is due.
    pub deadline: Option<String>,
    /// When it was created.
    pub created_at: String,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// When it was archived.
    pub archived_at: Option<String>,
    /// Whether it was archived with its process, and is restored with it.
    pub archived_with_run: bool,
    /// Its description: HTML.
    pub summary: Option<String>,
    /// The response to a successful archiving.
    pub archive_answer: Success,
    /// The response to a successful restoring.
    pub restore_answer: Success,
    /// The fixture of the refusal to archive while the task belongs to a process.
    pub refusal: String,
    /// Whether it can be read by id while it is archived; `None`: as in [`crate::Reads`].
    pub readable_when_archived: Option<bool>,
}

impl Task {
    /// Whether the task is archived now.
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }
}

impl Item for Task {
    fn id(&self) -> &str {
        &self.id
    }

    fn org(&self) -> &str {
        &self.org
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn archived_at(&self) -> Option<&String> {
        self.archived_at.as_ref()
    }

    fn set_archived_at(&mut self, archived_at: Option<String>) -> Option<String> {
        self.archived_with_run = false;
        std::mem::replace(&mut self.archived_at, archived_at)
    }

    fn readable_when_archived(&self) -> Option<bool> {
        self.readable_when_archived
    }

    fn to_json(&self, archived_at: Option<&str>) -> Value {
        let linked = self.run_id.as_ref();
        json!({
            "id": self.id,
            "increment_id": self.increment_id,
            "title": self.title,
            "original_title": self.title,
            "run_id": self.run_id,
            "checklist_id": linked.map(|_| CHECKLIST),
            "step_id": linked.map(|_| "57e9000057e9000057e9000057e90000"),
            "linked_step_id": null,
            "is_oneoff_task": self.is_oneoff_task,
            "status": self.status,
            "status_label": self.status,
            "task_type": "task",
            "owners": self.owners,
            "deadline": self.deadline,
            "created_at": self.created_at,
            "last_updated": archived_at.unwrap_or(&self.created_at),
            "started_at": null,
            "completed_at": self.completed_at,
            "archived_at": archived_at,
            "summary": self.summary,
            "starter_id": 1001,
            "completer_id": self.completed_at.as_ref().map(|_| 1001),
        })
    }

    fn refusal(&self, archives: bool) -> Option<Answer> {
        (archives && self.run_id.is_some()).then(|| Answer::fixture(&self.refusal))
    }

    fn success(&self, archives: bool, changed: Value) -> Answer {
        let form = if archives {
            self.archive_answer
        } else {
            self.restore_answer
        };
        form.answer(changed)
    }
}

/// A task to add. Defaults: a plain one-off, not archived, answered with 204.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewTask {
    /// 32 hex digits; made from the title if left out.
    pub id: Option<String>,
    /// The organization; the seeded one if left out.
    pub org: Option<String>,
    /// The title.
    pub title: String,
    /// The process it belongs to.
    pub run_id: Option<String>,
    /// Whether it was created as a one-off; by default only a task without a process.
    pub is_oneoff_task: Option<bool>,
    /// Free text such as `in-progress`; `not-started` if left out.
    pub status: Option<String>,
    /// The assignees.
    pub owners: Owners,
    /// When it is due; a day of December 2026 if left out.
    pub deadline: Option<String>,
    /// When it was created; a day of November 2026 if left out.
    pub created_at: Option<String>,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// Its description: HTML.
    pub summary: Option<String>,
    /// Whether it is archived from the start.
    pub archived: bool,
    /// Whether it was archived with its process, and is restored with it.
    pub archived_with_run: bool,
    /// The response to a successful archiving.
    pub archive_answer: Success,
    /// The response to a successful restoring; 200 with the task if left out.
    pub restore_answer: Option<Success>,
    /// Name of the fixture of the refusal; `linked-400-code` if left out.
    pub refusal: Option<String>,
    /// Whether it can be read by id while archived; `None`: as in [`crate::Reads`].
    pub readable_when_archived: Option<bool>,
}

impl NewTask {
    /// A plain one-off with this title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }
}
