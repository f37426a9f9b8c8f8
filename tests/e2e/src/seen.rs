//! What is seen of a widget: its texts, its fields and buttons, and the focus.

use serde_json::json;

use crate::patience::eventually;
use crate::widget::Widget;

/// What of a role there is, by name.
const NAMES: &str = include_str!("scripts/names.js");
/// What has the focus, in words.
const FOCUSED: &str = include_str!("scripts/focused.js");

impl Widget<'_> {
    /// The names of all fields, buttons or links that are seen.
    pub fn names(&self, role: &str) -> Vec<String> {
        let names = self.browser.run(NAMES, &json!([self.selector, role]));
        names
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect()
    }

    /// What is seen of the element with this selector inside the widget; `None` if nothing is.
    pub fn part(&self, selector: &str) -> Option<String> {
        let script =
            "return document.querySelector(arguments[0]).shadowRoot.querySelector(arguments[1])?.innerText.trim()";
        let text = self.browser.run(script, &json!([self.selector, selector]));
        text.as_str().map(str::to_owned)
    }

    /// An attribute of the first element with this selector inside the widget.
    pub fn attribute_of(&self, selector: &str, attribute: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0]).shadowRoot.querySelector(arguments[1])?.getAttribute(arguments[2])";
        let value = self.browser.run(script, &json!([self.selector, selector, attribute]));
        value.as_str().map(str::to_owned)
    }

    /// What happened, in the widget's own sentence.
    pub fn headline(&self) -> String {
        self.part(".problem .headline")
            .or_else(|| self.part(".status"))
            .unwrap_or_default()
    }

    /// All that is seen of the widget.
    pub fn text(&self) -> String {
        self.part(".card").unwrap_or_default()
    }

    /// What has the focus: `field Task ID`, `button Find task`, `problem`, `status`, … or `nothing`.
    pub fn focused(&self) -> String {
        let focused = self.browser.run(FOCUSED, &json!([self.selector]));
        focused.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this has the focus.
    ///
    /// # Panics
    /// If it does not get it.
    pub fn focuses(&self, what: &str) {
        eventually(|| (self.focused() == what).then_some(()))
            .unwrap_or_else(|| panic!("{what:?} should have the focus, and {:?} has it", self.focused()));
    }
}
