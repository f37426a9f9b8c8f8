//! JSON values to serialize.
//!
//! Everything is serialized through this type: derived serializers would be several times as large in the WebAssembly.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value.
pub(crate) enum JsonValue<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(&'a str),
    /// A list.
    List(Vec<JsonValue<'a>>),
    /// An object.
    Object(Vec<(&'static str, JsonValue<'a>)>),
}

impl Serialize for JsonValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut object = serializer.serialize_map(None)?;
                for (key, value) in entries {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}

impl<'a> From<&'a str> for JsonValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(text)
    }
}

impl<'a> From<&'a String> for JsonValue<'a> {
    fn from(text: &'a String) -> Self {
        Self::String(text)
    }
}

impl<'a> From<&'a Option<String>> for JsonValue<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_ref().map_or(Self::Null, Self::from)
    }
}

impl<'a> From<&'a Vec<String>> for JsonValue<'a> {
    fn from(texts: &'a Vec<String>) -> Self {
        let mut items = Vec::new();
        for text in texts {
            items.push(Self::String(text));
        }
        Self::List(items)
    }
}

impl From<Option<u16>> for JsonValue<'_> {
    fn from(status: Option<u16>) -> Self {
        status.map_or(Self::Null, |status| Self::Number(f64::from(status)))
    }
}

impl From<Option<f64>> for JsonValue<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

impl From<Option<bool>> for JsonValue<'_> {
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Self::Null, Self::Bool)
    }
}
