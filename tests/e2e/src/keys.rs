//! Keys that are no letters, as `WebDriver` writes them.

/// A key that is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Removes the letter before.
    Backspace,
    /// Goes to the next field or button.
    Tab,
    /// Goes to the one before; Shift with Tab.
    BackTab,
    /// Sends a form, presses a button, opens a link.
    Enter,
    /// Presses a button.
    Space,
}

pub(crate) const SHIFT: char = '\u{e008}';
pub(crate) const TAB: char = '\u{e004}';

impl Key {
    pub(crate) fn code(self) -> char {
        match self {
            Self::Backspace => '\u{e003}',
            Self::Tab | Self::BackTab => TAB,
            Self::Enter => '\u{e007}',
            Self::Space => ' ',
        }
    }
}
