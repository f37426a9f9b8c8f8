//! Converts JSON to JavaScript values.

use serde::ser::Serialize;
use wasm_bindgen::JsValue;

use crate::tallyfy::JsonValue;

pub(super) fn to_js(value: &JsonValue<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}
