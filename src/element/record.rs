//! The record of an element, as its script keeps it.

use wasm_bindgen::JsValue;

use super::plain::to_js;
use crate::session::Session;
use crate::tallyfy::Plain;

/// What has to be known of a session to go on with it, and what the page sees of it.
pub(super) fn of(session: &Session) -> JsValue {
    let problem = session.problem();
    let more = vec![
        ("state", Plain::from(session.state().as_str())),
        ("problem", problem.as_ref().map_or(Plain::Null, Plain::from)),
    ];
    session.with_record(more, to_js)
}
