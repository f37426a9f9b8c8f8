//! A template ("checklist" to the API).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::answer::{Answer, Success};
use super::item::Item;

/// The default template of processes.
pub(crate) const CHECKLIST: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";
pub(crate) const CHECKLIST_TITLE: &str = "Employee onboarding";

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    /// 32 hex digits.
    pub id: String,
    /// The organization it belongs to.
    pub org: String,
    /// The title.
    pub title: String,
    /// Its description: HTML.
    pub summary: Option<String>,
    /// `published` or `draft`.
    pub status: String,
    /// Whether it is a favourite.
    pub starred: bool,
    /// The ID of the member who owns it.
    pub owner_id: u32,
    /// How many steps it has.
    pub steps_count: u32,
    /// The folder that it is in.
    pub folder: Option<Folder>,
    /// When it was created.
    pub created_at: String,
    /// When it was archived.
    pub archived_at: Option<String>,
    /// What its blocks are embedded in. Archiving removes them there.
    pub embedded_in: Vec<Reference>,
    /// The shape of `deleted_references` in the response to archiving.
    pub references: References,
    /// The references that restoring does not restore.
    pub not_restored: Vec<Unrestored>,
    /// The response to a successful archiving.
    pub archive_answer: TemplateAnswer,
    /// The response to a successful restoring.
    pub restore_answer: TemplateAnswer,
    /// Whether its folder is gone when it is restored, so that it ends up at the top level.
    pub folder_gone: bool,
}

/// A folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// 32 hex digits.
    pub id: String,
    /// The name.
    pub name: String,
}

/// Something that embeds blocks of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// `Blueprint` or `Step`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The title.
    pub title: String,
    /// 32 hex digits.
    pub id: String,
}

/// A reference that was not restored, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unrestored {
    /// Which one.
    #[serde(flatten)]
    pub reference: Reference,
    /// What happened to it.
    pub resolution: String,
    /// Why.
    pub reason: String,
}

/// The shape of `deleted_references`: sources disagree, and PHP writes an empty object as an empty list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum References {
    /// A list.
    #[default]
    List,
    /// An object whose keys are numbers.
    Object,
    /// `null`, even if there are references.
    Null,
    /// The first reference, without a list around it.
    Single,
    /// The field is missing.
    Missing,
}

/// The response to a change of a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateAnswer {
    /// As documented: archiving with a message and `deleted_references` and no envelope, restoring with `data` and
    /// `meta`.
    #[default]
    Documented,
    /// 200 with the template in `data`, without `meta`.
    Data,
    /// 204 without a body.
    NoContent,
    /// 200 with an empty body.
    Empty,
}

impl Template {
    /// Whether the template is archived now.
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }

    fn deleted_references(&self) -> Option<Value> {
        let all = &self.embedded_in;
        match self.references {
            References::List => Some(json!(all)),
            References::Object => {
                let numbered = all.iter().enumerate();
                let numbered: Map<_, _> = numbered.map(|(index, one)| (index.to_string(), json!(one))).collect();
                Some(Value::Object(numbered))
            }
            References::Null => Some(Value::Null),
            References::Single => Some(all.first().map_or(Value::Null, |first| json!(first))),
            References::Missing => None,
        }
    }

    fn archived(&self) -> Value {
        // The service calls archiving "delete".
        let mut body = json!({ "message": "Template deleted successfully" });
        if let Some(references) = self.deleted_references() {
            body["deleted_references"] = references;
        }
        body
    }

    fn restored(&self, changed: &Value) -> Value {
        let is_back = |one: &&Reference| !self.not_restored.iter().any(|lost| lost.reference == **one);
        json!({
            "data": changed,
            "meta": {
                "restored_references": self.embedded_in.iter().filter(is_back).collect::<Vec<_>>(),
                "unrestored_references": self.not_restored,
            },
        })
    }
}

impl Item for Template {
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
        if archived_at.is_none() && self.folder_gone {
            self.folder = None;
        }
        std::mem::replace(&mut self.archived_at, archived_at)
    }

    /// Never: the service answers 404 for an archived template.
    fn readable_when_archived(&self) -> Option<bool> {
        Some(false)
    }

    fn to_json(&self, archived_at: Option<&str>) -> Value {
        json!({
            "id": self.id,
            "title": self.title,
            "summary": self.summary,
            "starred": self.starred,
            "type": "procedure",
            "status": self.status,
            "owner_id": self.owner_id,
            "created_by": self.owner_id,
            "steps_count": self.steps_count,
            "is_pinned": false,
            "is_public": false,
            "alias": null,
            "icon": null,
            "folder_id": self.folder.as_ref().map(|folder| &folder.id),
            "started_processes": 0,
            "prerun": [],
            "automated_actions": [],
            "created_at": self.created_at,
            "last_updated": archived_at.unwrap_or(&self.created_at),
            "archived_at": archived_at,
        })
    }

    fn success(&self, archives: bool, mut changed: Value) -> Answer {
        if !archives && self.folder_gone {
            changed["folder_id"] = Value::Null;
        }
        let form = if archives {
            self.archive_answer
        } else {
            self.restore_answer
        };
        match form {
            TemplateAnswer::Documented if archives => Answer::Json(200, self.archived()),
            TemplateAnswer::Documented => Answer::Json(200, self.restored(&changed)),
            TemplateAnswer::Data => Success::Data.answer(changed),
            TemplateAnswer::NoContent => Success::NoContent.answer(changed),
            TemplateAnswer::Empty => Success::Empty.answer(changed),
        }
    }
}

/// A template to add. Defaults: published, not archived, not embedded anywhere, answered as documented.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewTemplate {
    /// 32 hex digits; made from the title if left out.
    pub id: Option<String>,
    /// The organization; the seeded one if left out.
    pub org: Option<String>,
    /// The title.
    pub title: String,
    /// Its description: HTML.
    pub summary: Option<String>,
    /// `published` if left out.
    pub status: Option<String>,
    /// Whether it is a favourite.
    pub starred: bool,
    /// The ID of the member who owns it; the caller's if left out.
    pub owner_id: Option<u32>,
    /// The folder that it is in.
    pub folder: Option<Folder>,
    /// Whether it is archived from the start.
    pub archived: bool,
    /// What its blocks are embedded in.
    pub embedded_in: Vec<Reference>,
    /// The shape of `deleted_references` in the response to archiving.
    pub references: References,
    /// The references that restoring does not restore.
    pub not_restored: Vec<Unrestored>,
    /// The response to a successful archiving.
    pub archive_answer: TemplateAnswer,
    /// The response to a successful restoring.
    pub restore_answer: TemplateAnswer,
    /// Whether its folder is gone when it is restored.
    pub folder_gone: bool,
}

impl NewTemplate {
    /// A published template with this title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }
}
