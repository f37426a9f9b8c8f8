//! How the core looks at JSON.
//!
//! Tallyfy's answers do not have one shape: a field may be missing, `null`, a string, an object or, PHP being PHP, an
//! empty list instead of an empty object. So nothing is mapped onto a struct; each reader asks for the few things it
//! wants and takes what is there. The browser answers from its own parsed value, the tests from `serde_json`'s, and
//! what nobody asks for is never copied, however large or deep it is.

/// One JSON value.
pub(crate) trait Json: Sized {
    /// The value under `key` of an object; `None` where it is missing or `null`, or this is no object.
    fn get(&self, key: &str) -> Option<Self>;

    /// A string.
    fn string(&self) -> Option<String>;

    /// A number.
    fn number(&self) -> Option<f64>;

    /// `true` or `false`.
    fn boolean(&self) -> Option<bool>;

    /// The items of a list, at most `most` of them; `None` where this is no list.
    fn items(&self, limit: usize) -> Option<Vec<Self>>;

    /// The entries of an object, at most `most` of them; none where this is no object.
    fn entries(&self, limit: usize) -> Vec<(String, Self)>;

    /// A string or a whole number, as text: ids come as either.
    fn text(&self) -> Option<String> {
        self.string()
            .or_else(|| self.number().and_then(whole).map(|number| number.to_string()))
    }
}

/// `number` where it is whole and small enough to be exact.
#[expect(clippy::cast_possible_truncation, reason = "the bounds are checked first")]
pub(crate) fn whole(number: f64) -> Option<i64> {
    let exact = number % 1.0 == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    exact.then_some(number as i64)
}
