//! The record of an element, which its script keeps.

use wasm_bindgen::JsValue;

use super::to_js::to_js;
use crate::session::Session;
use crate::tallyfy::JsonValue;

/// The record of a session, and the properties of the element, which must be available after a crash.
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
