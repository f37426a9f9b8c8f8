//! How the core looks at JSON.
//!
//! Tallyfy's answers do not have one shape: a field may be missing, `null`, a string, an object or, PHP being PHP, an
//! empty list instead of an empty object. So nothing is mapped onto a struct; each reader asks for the few things it
//! wants and takes what is there. The browser answers from its own parsed value, the tests from `serde_json`'s, and
//! what nobody asks for is never copied, however large or deep it is.

/// One JSON value.
///
/// ```
/// use serde_json::{Value, json};
/// use tallyfy_archive::tallyfy::{Answer, Body, Head, Json, Refusal, Task};
///
/// struct Parsed(Value);
///
/// impl Json for Parsed {
///     fn get(&self, key: &str) -> Option<Self> {
///         self.0.get(key).filter(|value| !value.is_null()).cloned().map(Parsed)
///     }
///
///     fn string(&self) -> Option<String> {
///         self.0.as_str().map(str::to_owned)
///     }
///
///     fn number(&self) -> Option<f64> {
///         self.0.as_f64()
///     }
///
///     fn boolean(&self) -> Option<bool> {
///         self.0.as_bool()
///     }
///
///     fn items(&self, most: usize) -> Option<Vec<Self>> {
///         Some(self.0.as_array()?.iter().take(most).cloned().map(Parsed).collect())
///     }
///
///     fn entries(&self, most: usize) -> Vec<(String, Self)> {
///         let entries = self.0.as_object().into_iter().flatten().take(most);
///         entries.map(|(key, value)| (key.clone(), Parsed(value.clone()))).collect()
///     }
/// }
///
/// let task = Parsed(json!({ "data": { "id": "0a1b", "title": "Plan the meeting", "owners": [] } }));
/// assert_eq!(Task::read(&task).and_then(|task| task.title).as_deref(), Some("Plan the meeting"));
///
/// let answer = Answer::read(Head { status: 200, ..Head::default() }, Body::Json(task));
/// assert!(answer.task("0a1b").is_some());
///
/// let refusal = Refusal::read(&Parsed(json!({ "error": { "message": "Cannot delete linked tasks." } })));
/// assert!(refusal.is_linked_task());
/// assert_eq!(Parsed(json!(7)).text().as_deref(), Some("7"));
/// ```
pub trait Json: Sized {
    /// The value under `key` of an object; `None` where it is missing or `null`, or this is no object.
    fn get(&self, key: &str) -> Option<Self>;

    /// A string.
    fn string(&self) -> Option<String>;

    /// A number.
    fn number(&self) -> Option<f64>;

    /// `true` or `false`.
    fn boolean(&self) -> Option<bool>;

    /// The items of a list, at most `most` of them; `None` where this is no list.
    fn items(&self, most: usize) -> Option<Vec<Self>>;

    /// The entries of an object, at most `most` of them; none where this is no object.
    fn entries(&self, most: usize) -> Vec<(String, Self)>;

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
