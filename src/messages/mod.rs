//! The texts of the widget, their replacement by the page, and the texts of problems.

pub(crate) mod error_text;
mod key;
pub(crate) mod status_text;

use std::rc::Rc;

pub use key::MessageKey;

/// The texts of the widget: English, unless they are replaced. Cloning is cheap.
///
/// A text may contain placeholders such as `{seconds}`, which are filled when it is displayed. A replacement should
/// contain the same ones. `static/messages` in the repository has complete translations, by [`MessageKey::key`].
///
/// ```
/// use tallyfy_archive::{MessageKey, Messages};
///
/// let messages = Messages::with([(MessageKey::Archive, "Put away".to_owned())]);
/// assert_eq!(messages.get(MessageKey::Archive), "Put away");
/// assert_eq!(messages.get(MessageKey::Cancel), "Cancel");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Messages(Rc<[(MessageKey, String)]>);

impl Messages {
    /// The English texts, with these replaced.
    pub fn with(replaced: impl IntoIterator<Item = (MessageKey, String)>) -> Self {
        Self(replaced.into_iter().collect())
    }

    /// The text of a key: the replaced one, else the English one. Placeholders such as `{time}` are not filled, see
    /// [`fill`](Self::fill).
    pub fn get(&self, key: MessageKey) -> &str {
        let replaced = self.0.iter().find(|(replaced, _)| *replaced == key);
        replaced.map_or(key.english(), |(_, text)| text)
    }

    /// The text of a key, with each `{name}` replaced by the value of that name. Placeholders without a value stay, and those
    /// in values are not replaced.
    pub fn fill(&self, key: MessageKey, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let place = after.split_once('}').and_then(|(name, after)| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                Some((*value, after))
            });
            let (put, after) = place.unwrap_or(("{", after));
            filled.push_str(put);
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// A number of seconds or minutes for display: rounded up, at least 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, as intended"
)]
pub(crate) fn rounded(number: f64) -> String {
    (number.ceil().max(1.0) as u32).to_string()
}
