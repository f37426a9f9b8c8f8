//! Parsing a body never panics.

use crate::core_tests::fixtures::with;
use crate::tallyfy::Problem;
use proptest::prelude::*;
use serde_json::Value;

proptest! {
    #[test]
    fn no_body_panics(status in 100..600u16, json in values()) {
        let _ = Problem::from_response(with(status, &json.to_string()));
    }

    #[test]
    fn no_text_panics(status in 100..600u16, text in "\\PC*") {
        let _ = Problem::from_response(with(status, &text));
    }
}

/// JSON with the keys that are parsed, and arbitrary values.
pub(crate) fn values() -> impl Strategy<Value = Value> {
    let key = "data|meta|pagination|total_pages|id|title|owners|users|guests|groups|error|errors|message|code|detail|run_id|archived_at|.*";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC*".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(key, inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
