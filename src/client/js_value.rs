//! [`Json`] for JavaScript values: results of `JSON.parse`, and values that the page passes.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::tallyfy::Json;

/// A JavaScript value as JSON.
pub(crate) struct JsJson(pub(crate) JsValue);

impl Json for JsJson {
    fn get(&self, key: &str) -> Option<Self> {
        let object = self.0.is_object() && !Array::is_array(&self.0);
        let value = object
            .then(|| Reflect::get(&self.0, &JsValue::from_str(key)).ok())
            .flatten()?;
        (!value.is_null() && !value.is_undefined()).then_some(Self(value))
    }

    fn string(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn items(&self, limit: usize) -> Option<Vec<Self>> {
        let list: &Array = Array::is_array(&self.0).then(|| self.0.unchecked_ref())?;
        let mut items = Vec::new();
        for item in list.iter().take(limit) {
            items.push(Self(item));
        }
        Some(items)
    }

    fn entries(&self, limit: usize) -> Vec<(String, Self)> {
        if !self.0.is_object() || Array::is_array(&self.0) {
            return Vec::new();
        }
        let mut entries = Vec::new();
        for key in Object::keys(self.0.unchecked_ref::<Object>()).iter().take(limit) {
            if let (Some(name), Ok(value)) = (key.as_string(), Reflect::get(&self.0, &key)) {
                entries.push((name, Self(value)));
            }
        }
        entries
    }
}
