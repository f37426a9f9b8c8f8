//! Serializes a session, to resume it in another one.

use super::{Entered, Session};
use crate::client::{close_gate, closed_gates};
use crate::tallyfy::{Json, JsonValue};

/// Limit for the rate limits that are deserialized: one for each API of the page.
const MAX_RATE_LIMITS: usize = 100;

impl Session {
    /// Calls `take` with the record that [`resume`](Self::resume) needs, extended by `more`. It contains the token: it
    /// must stay in memory, private to the element.
    pub(crate) fn with_record<T>(
        &self,
        more: Vec<(&'static str, JsonValue<'_>)>,
        take: impl FnOnce(&JsonValue<'_>) -> T,
    ) -> T {
        let (machine, options, entered) = (self.machine(), self.options(), self.entered());
        let token = self.0.client.token();
        let token = match &token {
            Some(Ok(token)) => JsonValue::from(token.expose()),
            Some(Err(_)) | None => JsonValue::Null,
        };
        let gates = closed_gates();
        let mut rate_limits = Vec::new();
        for (origin, until) in &gates {
            let entry = vec![
                ("origin", JsonValue::from(origin)),
                ("until", JsonValue::Number(*until)),
            ];
            rate_limits.push(JsonValue::Object(entry));
        }
        let target_values = vec![
            JsonValue::from(&options.org_id),
            JsonValue::from(&options.task_id),
            JsonValue::from(&options.api_base),
        ];
        let entered = vec![
            ("org_id", JsonValue::from(&entered.org_id)),
            ("task_id", JsonValue::from(&entered.task_id)),
            ("token", JsonValue::from(&entered.token)),
        ];
        let mut record = vec![
            ("machine", machine.record()),
            // Of the whole page: they hold across a restart.
            ("rate_limits", JsonValue::List(rate_limits)),
            ("is_idle", JsonValue::Bool(machine.is_idle())),
            ("target_values", JsonValue::List(target_values)),
            ("entered", JsonValue::Object(entered)),
            ("token", token),
            (
                "is_token_from_page",
                JsonValue::Bool(self.0.client.is_token_from_page()),
            ),
        ];
        record.extend(more);
        take(&JsonValue::Object(record))
    }

    /// Resumes a recorded session. `stopped_at` is when that session stopped, in milliseconds on the monotonic clock.
    pub(crate) fn resume<J: Json>(&self, record: &J, stopped_at: f64) {
        if let Some(entered) = record.get("entered") {
            let text = |key: &str| entered.get(key).and_then(|text| text.string()).unwrap_or_default();
            self.0.store.borrow_mut().entered = Entered {
                org_id: text("org_id"),
                task_id: text("task_id"),
                token: text("token"),
            };
        }
        if let Some(token) = record.get("token").and_then(|token| token.string()) {
            let is_from_page = record.get("is_token_from_page").and_then(|flag| flag.boolean());
            self.0.client.resume_token(&token, is_from_page == Some(true));
        }
        let rate_limits = record
            .get("rate_limits")
            .and_then(|rate_limits| rate_limits.items(MAX_RATE_LIMITS));
        for rate_limit in rate_limits.unwrap_or_default() {
            if let (Some(origin), Some(until)) = (
                rate_limit.get("origin").and_then(|origin| origin.string()),
                rate_limit.get("until").and_then(|until| until.number()),
            ) {
                close_gate(&origin, until);
            }
        }
        if let Some(machine) = record.get("machine") {
            let env = self.env();
            let commands = self.0.store.borrow_mut().machine.resume(env, &machine, stopped_at);
            self.execute_all(commands);
        }
        let mut old_values = Vec::new();
        for value in record
            .get("target_values")
            .and_then(|target_values| target_values.items(3))
            .unwrap_or_default()
        {
            old_values.push(value.string());
        }
        // The page may have changed the IDs meanwhile.
        if old_values != self.options().target_values() {
            self.retarget();
        }
    }
}
