//! A process ("run" to the API).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{Answer, Success};
use super::item::Item;

/// A process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// 32 hex digits.
    pub id: String,
    /// The organization it belongs to.
    pub org: String,
    /// The short number in Tallyfy's user interface.
    pub increment_id: u32,
    /// The name; empty if there is none.
    pub name: String,
    /// The template it was started from.
    pub checklist_id: String,
    /// The title of that template.
    pub checklist_title: String,
    /// The status while it is not archived: `active`, `complete`, `problem` and others.
    pub status: String,
    /// Whether it is a favourite.
    pub starred: bool,
    /// The ID of the member who owns it.
    pub owner_id: u32,
    /// How many of its tasks are completed, and how many there are.
    pub progress: (u32, u32),
    /// When it was created.
    pub created_at: String,
    /// When it was archived.
    pub archived_at: Option<String>,
    /// The response to a successful archiving.
    pub archive_answer: Success,
    /// The response to a successful restoring.
    pub restore_answer: Success,
    /// The response to restoring while it is not archived.
    pub when_active: WhenActive,
    /// Whether restoring also restores tasks that had been archived individually before.
    pub restores_all_tasks: bool,
    /// The shape of `progress` in the response to archiving.
    pub archived_progress: ProgressShape,
    /// Whether it can be read by id while it is archived; `None`: as in [`crate::Reads`].
    pub readable_when_archived: Option<bool>,
}

/// The response to restoring an active process: versions of the documentation disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhenActive {
    /// 404.
    #[default]
    NotFound,
    /// 400 with a message.
    BadRequest,
    /// 200 with the process, as if it had been restored.
    Unchanged,
}

/// The shape of `progress`: reads have counts, and the documentation of archiving has a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProgressShape {
    /// `complete`, `total` and `percent`.
    #[default]
    Counts,
    /// The percentage alone.
    Number,
}

impl Run {
    /// Whether the process is archived now.
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }
}

impl Item for Run {
    fn id(&self) -> &str {
        &self.id
    }

    fn org(&self) -> &str {
        &self.org
    }

    fn title(&self) -> &str {
        &self.name
    }

    fn archived_at(&self) -> Option<&String> {
        self.archived_at.as_ref()
    }

    fn set_archived_at(&mut self, archived_at: Option<String>) -> Option<String> {
        std::mem::replace(&mut self.archived_at, archived_at)
    }

    fn readable_when_archived(&self) -> Option<bool> {
        self.readable_when_archived
    }

    /// Unlike that of a task, the status changes when it is archived.
    fn to_json(&self, archived_at: Option<&str>) -> Value {
        let (complete, total) = self.progress;
        json!({
            "id": self.id,
            "increment_id": self.increment_id,
            "checklist_id": self.checklist_id,
            "checklist_title": self.checklist_title,
            "assign_someone_else": true,
            "name": self.name,
            "summary": null,
            "status": if archived_at.is_some() { "archived" } else { &self.status },
            "progress": {"complete": complete, "total": total, "percent": percent(complete, total)},
            "started_by": 1001,
            "owner_id": self.owner_id,
            "starred": self.starred,
            "type": "procedure",
            "is_public": false,
            "users": [self.owner_id],
            "groups": [],
            "due_date": null,
            "created_at": self.created_at,
            "started_at": self.created_at,
            "last_updated": archived_at.unwrap_or(&self.created_at),
            "completed_at": (self.status == "complete").then_some(&self.created_at),
            "archived_at": archived_at,
        })
    }

    fn repeated(&self, archives: bool) -> Answer {
        match self.when_active {
            WhenActive::BadRequest if !archives => Answer::Json(
                400,
                json!({ "error": true, "message": "Process is not archived", "code": "PROCESS_IS_NOT_ARCHIVED" }),
            ),
            WhenActive::Unchanged if !archives => Answer::Json(200, json!({ "data": self.to_json(None) })),
            _ => Answer::not_found(),
        }
    }

    fn success(&self, archives: bool, mut changed: Value) -> Answer {
        if !archives {
            return self.restore_answer.answer(changed);
        }
        if self.archived_progress == ProgressShape::Number {
            changed["progress"] = changed["progress"]["percent"].take();
        }
        self.archive_answer.answer(changed)
    }
}

/// The percentage, with one decimal.
fn percent(complete: u32, total: u32) -> f64 {
    let thousandths = u64::from(complete) * 1000 / u64::from(total.max(1));
    f64::from(u32::try_from(thousandths).unwrap_or(u32::MAX)) / 10.0
}

/// A process to add. Defaults: active, started from the seeded template, answered with 200 and the process.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewRun {
    /// 32 hex digits; made from the name if left out.
    pub id: Option<String>,
    /// The organization; the seeded one if left out.
    pub org: Option<String>,
    /// The name.
    pub name: String,
    /// The template it was started from.
    pub checklist_id: Option<String>,
    /// The title of that template.
    pub checklist_title: Option<String>,
    /// `active` if left out.
    pub status: Option<String>,
    /// Whether it is a favourite.
    pub starred: bool,
    /// The ID of the member who owns it; the caller's if left out.
    pub owner_id: Option<u32>,
    /// How many of its tasks are completed, and how many there are; 1 and 3 if left out.
    pub progress: Option<(u32, u32)>,
    /// Whether it is archived from the start.
    pub archived: bool,
    /// The response to a successful archiving; 200 with the process if left out.
    pub archive_answer: Option<Success>,
    /// The response to a successful restoring; 200 with the process if left out.
    pub restore_answer: Option<Success>,
    /// The response to restoring while it is not archived.
    pub when_active: WhenActive,
    /// Whether restoring also restores tasks that had been archived individually before.
    pub restores_all_tasks: bool,
    /// The shape of `progress` in the response to archiving.
    pub archived_progress: ProgressShape,
    /// Whether it can be read by id while archived; `None`: as in [`crate::Reads`].
    pub readable_when_archived: Option<bool>,
}

impl NewRun {
    /// An active process with this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}
