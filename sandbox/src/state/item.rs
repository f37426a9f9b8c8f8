//! What tasks, processes and templates have in common.

use serde_json::Value;

use super::Answer;
use crate::kind::Kind;

/// Something that can be archived and restored.
pub(crate) trait Item {
    fn kind(&self) -> Kind;
    fn id(&self) -> &str;
    fn org(&self) -> &str;
    /// What people call it.
    fn title(&self) -> &str;
    fn archived_at(&self) -> Option<&String>;
    /// Changes when it was archived, and returns what that was before.
    fn set_archived_at(&mut self, archived_at: Option<String>) -> Option<String>;
    /// Whether it can be read by its id while it is archived; as [`super::Reads`] says if absent.
    fn readable_when_archived(&self) -> Option<bool>;
    /// The item as it stands in the service's answers, with this `archived_at`.
    fn to_json(&self, archived_at: Option<&str>) -> Value;

    /// The answer to archiving (`true`) or restoring that is refused whatever state the item is in.
    fn refusal(&self, _archives: bool) -> Option<Answer> {
        None
    }

    /// The answer to archiving what is archived, and to restoring what is not.
    fn repeated(&self, _archives: bool) -> Answer {
        Answer::not_found()
    }

    /// The answer to archiving or restoring that succeeded; `changed` is the item after it.
    fn success(&self, archives: bool, changed: Value) -> Answer;
}
