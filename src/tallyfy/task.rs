//! Tasks, with the fields that the widget shows or decides by.

use super::json::integer;
use super::{Json, JsonValue, RunId};

/// Maximum length of a text from the server, in characters. Tallyfy's titles have at most 600.
const MAX_TEXT_LEN: usize = 1_000;

/// Limit for users, guests and groups each.
const MAX_OWNERS: usize = 200;

/// A task. All fields but the ID may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Task ID: 32 hex digits.
    pub id: String,
    /// The short number that Tallyfy shows.
    pub increment_id: Option<i64>,
    /// The title, as plain text.
    pub title: Option<String>,
    /// ID of the process that it belongs to. Such a task cannot be archived by itself.
    pub run_id: Option<String>,
    /// Such as `not-started`; not an enum. Archiving does not change it.
    pub status: Option<String>,
    /// The people and groups that it is assigned to.
    pub owners: Owners,
    /// Deadline, ISO 8601.
    pub deadline: Option<String>,
    /// Time of creation, ISO 8601.
    pub created_at: Option<String>,
    /// Time of archiving, ISO 8601; `None` if the task is not archived.
    pub archived_at: Option<String>,
}

/// The owners of a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owners {
    /// Members of the organization.
    pub users: Vec<User>,
    /// E-mail addresses of guests.
    pub guests: Vec<String>,
    /// IDs of groups.
    pub groups: Vec<String>,
}

/// A member of the organization.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// User ID.
    pub id: String,
    /// The name, if the API sent one.
    pub full_name: Option<String>,
}

impl Task {
    /// Parses a task, with or without the `data` envelope; `None` without an ID.
    pub(crate) fn from_json<J: Json>(json: &J) -> Option<Self> {
        match json.get("data") {
            Some(data) => Self::from_bare_json(&data),
            None => Self::from_bare_json(json),
        }
    }

    pub(super) fn from_bare_json<J: Json>(json: &J) -> Option<Self> {
        let string = |key: &str| {
            json.get(key)
                .and_then(|value| value.string())
                .filter(|text| !text.is_empty())
                .map(truncate)
        };
        // A number is not ISO 8601, but it does mean that the task is archived.
        let time = |key: &str| {
            let number = || json.get(key)?.number().filter(|number| *number != 0.0);
            string(key).or_else(|| integer(number()?.trunc()).map(|number| number.to_string()))
        };
        Some(Self {
            id: string("id")?,
            increment_id: json
                .get("increment_id")
                .and_then(|value| value.number())
                .and_then(integer),
            title: string("title"),
            run_id: string("run_id"),
            status: string("status_label").or_else(|| string("status")),
            owners: json
                .get("owners")
                .map(|owners| Owners::from_json(&owners))
                .unwrap_or_default(),
            deadline: string("deadline"),
            created_at: string("created_at"),
            archived_at: time("archived_at").or_else(|| time("deleted_at")),
        })
    }

    /// The process that this task belongs to, if its ID is valid in a link.
    pub(crate) fn run(&self) -> Option<RunId> {
        self.run_id.as_deref().and_then(|id| RunId::parse(id).ok())
    }
}

impl Owners {
    fn from_json<J: Json>(json: &J) -> Self {
        let inner = json.get("data");
        let owners = inner.as_ref().unwrap_or(json);
        let list = |key: &str| {
            owners
                .get(key)
                .and_then(|value| value.items(MAX_OWNERS))
                .unwrap_or_default()
        };
        let texts = |key: &str| {
            let mut texts = Vec::new();
            for item in list(key) {
                if let Some(text) = item.text() {
                    texts.push(truncate(text));
                }
            }
            texts
        };
        let mut users = Vec::new();
        for user in list("users") {
            if let Some(user) = User::from_json(&user) {
                users.push(user);
            }
        }
        Self {
            users,
            guests: texts("guests"),
            groups: texts("groups"),
        }
    }

    /// Whether the task is assigned to nobody.
    pub fn is_empty(&self) -> bool {
        self.users.is_empty() && self.guests.is_empty() && self.groups.is_empty()
    }
}

impl User {
    fn from_json<J: Json>(json: &J) -> Option<Self> {
        let full_name = json
            .get("full_name")
            .and_then(|name| name.string())
            .filter(|name| !name.is_empty())
            .map(truncate);
        let id = json
            .text()
            .or_else(|| json.get("id").and_then(|id| id.text()))
            .map(truncate);
        Some(Self {
            id: id.or_else(|| full_name.clone())?,
            full_name,
        })
    }
}

impl<'a> From<Option<&'a Task>> for JsonValue<'a> {
    fn from(task: Option<&'a Task>) -> Self {
        task.map_or(Self::Null, Self::from)
    }
}

impl<'a> From<&'a Task> for JsonValue<'a> {
    fn from(task: &'a Task) -> Self {
        // Destructured, so that the compiler reports a field that is missing here.
        let Task {
            id,
            increment_id,
            title,
            run_id,
            status,
            owners,
            deadline,
            created_at,
            archived_at,
        } = task;
        Self::Object(vec![
            ("id", Self::from(id)),
            ("increment_id", Self::from(increment_id.map(exact))),
            ("title", Self::from(title)),
            ("run_id", Self::from(run_id)),
            ("status", Self::from(status)),
            ("owners", Self::from(owners)),
            ("deadline", Self::from(deadline)),
            ("created_at", Self::from(created_at)),
            ("archived_at", Self::from(archived_at)),
        ])
    }
}

impl<'a> From<&'a Owners> for JsonValue<'a> {
    fn from(owners: &'a Owners) -> Self {
        let mut users = Vec::new();
        for user in &owners.users {
            users.push(Self::Object(vec![
                ("id", Self::from(&user.id)),
                ("full_name", Self::from(&user.full_name)),
            ]));
        }
        Self::Object(vec![
            ("users", Self::List(users)),
            ("guests", Self::from(&owners.guests)),
            ("groups", Self::from(&owners.groups)),
        ])
    }
}

/// Truncates a text that is longer than any of Tallyfy's, with an ellipsis.
pub(super) fn truncate(text: String) -> String {
    match text.char_indices().nth(MAX_TEXT_LEN) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the core accepts no number that a double cannot hold"
)]
fn exact(number: i64) -> f64 {
    number as f64
}
