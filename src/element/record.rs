//! The record of an element, as its script keeps it.

use wasm_bindgen::JsValue;

use super::event_detail::to_js;
use crate::session::Session;
use crate::tallyfy::JsonValue;

/// What has to be known of a session to go on with it, and what the page sees of it.
pub(super) fn of(session: &Session) -> JsValue {
    let problem = session.problem();
    let state_after_crash = session.machine().state_after_crash();
    let more = vec![
        ("state_after_crash", JsonValue::from(state_after_crash.as_str())),
        ("state", JsonValue::from(session.state().as_str())),
        ("problem", problem.as_ref().map_or(JsonValue::Null, JsonValue::from)),
    ];
    session.with_record(more, to_js)
}
