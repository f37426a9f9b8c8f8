//! The item that a job is about.

use crate::tallyfy::{ApiBase, Json, JsonValue, OrgId, TaskId};

/// An item, identified by the API, the organization and its ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Base URL of the API.
    pub base: ApiBase,
    /// Organization ID.
    pub org: OrgId,
    /// Task ID.
    pub task: TaskId,
}

impl Target {
    /// The entries that [`from_record`](Self::from_record) reads. Origin and path of the base are separate, because a
    /// base on the page's own origin may be one that could not be parsed as a whole URL.
    pub(super) fn to_record(&self) -> Vec<(&'static str, JsonValue<'_>)> {
        let origin = self.base.origin();
        vec![
            ("origin", JsonValue::from(origin)),
            ("path", JsonValue::from(&self.base.as_str()[origin.len()..])),
            ("org_id", JsonValue::from(self.org.as_str())),
            ("id", JsonValue::from(self.task.as_str())),
        ]
    }

    pub(super) fn from_record<J: Json>(json: &J) -> Option<Self> {
        let text = |key: &str| json.get(key)?.string();
        Some(Self {
            base: ApiBase::at_origin(&text("origin")?, &text("path")?).ok()?,
            org: OrgId::parse(&text("org_id")?).ok()?,
            task: TaskId::parse(&text("id")?).ok()?,
        })
    }
}
