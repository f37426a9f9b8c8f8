//! Special keys and their `WebDriver` codes.

/// A special key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Deletes the character before the cursor.
    Backspace,
    /// Focuses the next control.
    Tab,
    /// Focuses the previous control: Shift with Tab.
    BackTab,
    /// Submits a form, presses a button, opens a link.
    Enter,
    /// Presses a button.
    Space,
    /// Closes a popover.
    Escape,
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
            Self::Escape => '\u{e00c}',
        }
    }
}
