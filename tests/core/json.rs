//! `Json` for the values of `serde_json`.

use crate::tallyfy::Json;
use serde_json::Value;

/// A value that `serde_json` parsed.
pub(crate) struct Observation<'json>(pub(crate) &'json Value);

impl Json for Observation<'_> {
    fn get(&self, key: &str) -> Option<Self> {
        self.0.get(key).filter(|value| !value.is_null()).map(Observation)
    }

    fn string(&self) -> Option<String> {
        self.0.as_str().map(ToOwned::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn items(&self, limit: usize) -> Option<Vec<Self>> {
        let items = self.0.as_array()?;
        Some(items.iter().take(limit).map(Observation).collect())
    }

    fn entries(&self, limit: usize) -> Vec<(String, Self)> {
        let entries = self.0.as_object().into_iter().flatten().take(limit);
        entries.map(|(key, value)| (key.clone(), Observation(value))).collect()
    }
}

#[test]
fn integers_and_strings_are_text() {
    for (json, text) in [
        ("\"a1b2\"", Some("a1b2")),
        ("\"\"", Some("")),
        ("7", Some("7")),
        ("-7", Some("-7")),
        ("7.0", Some("7")),
        ("9007199254740991", Some("9007199254740991")),
        ("9007199254740993", None),
        ("1e300", None),
        ("7.5", None),
        ("true", None),
        ("null", None),
        ("[7]", None),
        ("{\"id\":7}", None),
    ] {
        let value: Value = serde_json::from_str(json).expect(json);
        assert_eq!(Observation(&value).text().as_deref(), text, "{json}");
    }
}
