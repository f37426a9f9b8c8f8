//! Read access to JSON.
//!
//! The responses of Tallyfy do not have a fixed schema: a field may be missing, `null`, a string, an object or, as PHP
//! serializes an empty object, an empty list. So nothing is deserialized into structs; the parsers read the few fields
//! they need. The browser implements this trait for its own parsed values, the tests for `serde_json`'s. Fields that
//! are not read are never copied into this module's memory, however large they are.

/// One JSON value.
pub(crate) trait Json: Sized {
    /// The value of an object's `key`; `None` if it is missing or `null`, or if this is not an object.
    fn get(&self, key: &str) -> Option<Self>;

    /// A string.
    fn string(&self) -> Option<String>;

    /// A number.
    fn number(&self) -> Option<f64>;

    /// `true` or `false`.
    fn boolean(&self) -> Option<bool>;

    /// At most `limit` items of a list; `None` if this is not a list.
    fn items(&self, limit: usize) -> Option<Vec<Self>>;

    /// At most `limit` entries of an object; empty if this is not an object.
    fn entries(&self, limit: usize) -> Vec<(String, Self)>;

    /// A string or an integer, as text: IDs are sent as either.
    fn text(&self) -> Option<String> {
        self.string()
            .or_else(|| self.number().and_then(integer).map(|number| number.to_string()))
    }
}

/// `number` as an integer, if it is one and a double represents it exactly.
#[expect(clippy::cast_possible_truncation, reason = "the bounds are checked first")]
pub(crate) fn integer(number: f64) -> Option<i64> {
    let exact = number % 1.0 == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    exact.then_some(number as i64)
}
