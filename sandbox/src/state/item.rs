//! What tasks, processes and templates have in common.

use serde_json::Value;

use super::Answer;

/// Something that can be archived and restored.
pub(crate) trait Item {
    fn id(&self) -> &str;
    fn org(&self) -> &str;
    /// The title, or the name of a process.
    fn title(&self) -> &str;
    fn archived_at(&self) -> Option<&String>;
    /// Sets `archived_at`, and returns the previous value.
    fn set_archived_at(&mut self, archived_at: Option<String>) -> Option<String>;
    /// Whether it can be read by its ID while it is archived; `None`: as in [`super::Reads`].
    fn readable_when_archived(&self) -> Option<bool>;
    /// The item as the service serializes it, with this `archived_at`.
    fn to_json(&self, archived_at: Option<&str>) -> Value;

    /// The response if archiving (`true`) or restoring is refused in every state.
    fn refusal(&self, _archives: bool) -> Option<Answer> {
        None
    }

    /// The response to archiving twice, and to restoring an active item.
    fn repeated(&self, _archives: bool) -> Answer {
        Answer::not_found()
    }

    /// The response to a success; `changed` is the item afterwards.
    fn success(&self, archives: bool, changed: Value) -> Answer;
}
