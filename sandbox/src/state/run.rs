//! A process ("run" to the API).

use serde::Serialize;
use serde_json::{Value, json};

/// A process the stand-in holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// 32 hex digits.
    pub id: String,
    /// The organization it belongs to.
    pub org: String,
    /// The short number people see.
    pub increment_id: u32,
    /// What it is called.
    pub name: String,
    /// When it was created.
    pub created_at: String,
    /// When it was archived.
    pub archived_at: Option<String>,
}

impl Run {
    /// The process as it stands in the service's answers. Unlike a task's, its status does tell that it is archived.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "increment_id": self.increment_id,
            "checklist_id": "c0ffee00c0ffee00c0ffee00c0ffee00",
            "checklist_title": "Employee onboarding",
            "assign_someone_else": true,
            "name": self.name,
            "summary": null,
            "status": if self.archived_at.is_some() { "archived" } else { "active" },
            "progress": {"complete": 1, "total": 3, "percent": 33.3},
            "started_by": 1001,
            "owner_id": 1001,
            "created_at": self.created_at,
            "started_at": self.created_at,
            "last_updated": self.archived_at.as_ref().unwrap_or(&self.created_at),
            "completed_at": null,
            "archived_at": self.archived_at,
        })
    }
}
