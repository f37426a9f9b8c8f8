//! The element, as users and pages use it.

use serde_json::{Value, json};

use crate::browser::{Browser, Element};
use crate::http::WebDriverError;
use crate::keys::Key;
use crate::state::State;
use crate::wait::eventually;

/// The names of all elements with a role.
const NAMES: &str = include_str!("scripts/names.js");
/// A description of the focused element.
const FOCUSED: &str = include_str!("scripts/focused.js");

/// Finds an element by role and name inside the shadow root.
const LOCATE: &str = include_str!("scripts/locate.js");

/// Waits until the element is defined, which may be after the page has loaded. Other elements need no definition.
const DEFINED: &str = "
const [selector, name, value] = arguments_;
const element = document.querySelector(selector);
if (element.localName.includes('-')) await customElements.whenDefined(element.localName);";

/// A `<tallyfy-archive-task>` of the open page.
#[derive(Clone, Debug)]
pub struct Widget<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) selector: String,
}

impl<'a> Widget<'a> {
    /// The element with this selector.
    pub fn new(browser: &'a Browser, selector: impl Into<String>) -> Self {
        Self {
            browser,
            selector: selector.into(),
        }
    }

    /// Replaces the text of the field with this name.
    ///
    /// # Panics
    /// If there is no such field.
    pub fn enter(&self, field: &str, text: &str) {
        self.act_on("field", field, |browser, element| {
            browser.click(element)?;
            browser
                .try_run("arguments[0].select()", &json!([element.as_value()]))
                .map(drop)
        });
        if text.is_empty() {
            self.browser.press(Key::Backspace);
        } else {
            self.browser.type_text(text);
        }
    }

    /// Clicks the button with this name.
    ///
    /// # Panics
    /// If there is no such button.
    pub fn press(&self, button: &str) {
        self.act_on("button", button, Browser::click);
    }

    /// Double-clicks the button with this name.
    ///
    /// # Panics
    /// If there is no such button.
    pub fn double_click(&self, button: &str) {
        self.act_on("button", button, Browser::double_click);
    }

    /// Waits for the button, field or link with this name.
    ///
    /// # Panics
    /// If it does not appear.
    pub fn wait_for_element(&self, role: &str, name: &str) -> Element {
        eventually(|| self.locate(role, name).ok().flatten())
            .unwrap_or_else(|| panic!("there is no {role} {name:?}, only {:?}", self.names(role)))
    }

    /// The text of a field.
    ///
    /// # Panics
    /// If there is no such field.
    pub fn value(&self, field: &str) -> String {
        // The field may be replaced in the meantime.
        let value = eventually(|| {
            let element = self.locate("field", field).ok().flatten()?;
            let script = "return arguments[0].value";
            self.browser.try_run(script, &json!([element.as_value()])).ok()
        });
        let value = value.unwrap_or_else(|| panic!("there is no field {field:?}, only {:?}", self.names("field")));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// A property of the element.
    pub fn property(&self, name: &str) -> Value {
        self.once_defined("return element[name]", name, &Value::Null)
    }

    /// Sets a property of the element.
    pub fn set(&self, name: &str, value: &Value) {
        self.once_defined("element[name] = value", name, value);
    }

    /// Calls `fill()`.
    pub fn fill(&self, values: &Value) {
        self.once_defined("element[name](value)", "fill", values);
    }

    /// The name of the state.
    pub fn state(&self) -> String {
        self.property("state").as_str().unwrap_or_default().to_owned()
    }

    /// The property `task`.
    pub fn task(&self) -> Value {
        self.property("task")
    }

    /// The property `problem`.
    pub fn problem(&self) -> Value {
        self.property("problem")
    }

    /// Calls a method, and waits for the state that it resolves with.
    ///
    /// # Panics
    /// If it rejects.
    pub fn call(&self, method: &str) -> String {
        let state = self.once_defined("return element[name]()", method, &Value::Null);
        state.as_str().unwrap_or_default().to_owned()
    }

    /// Calls a method without waiting.
    pub fn start_call(&self, method: &str) {
        self.once_defined("element[name]()", method, &Value::Null);
    }

    /// Waits until the state is reached and rendered.
    ///
    /// # Panics
    /// If it is not reached.
    pub fn wait_for_state(&self, state: State) {
        let rendered = format!(":is(.card, .row)[data-state={state}]");
        eventually(|| (self.state() == state && self.text_of(&rendered).is_some()).then_some(()))
            .unwrap_or_else(|| panic!("the state should become {state}, and it is {}", self.state()));
    }

    fn once_defined(&self, script: &str, name: &str, value: &Value) -> Value {
        let script = format!("{DEFINED}\n{script}");
        self.browser.run_async(&script, &json!([self.selector, name, value]))
    }

    fn locate(&self, role: &str, name: &str) -> Result<Option<Element>, WebDriverError> {
        self.browser.element(LOCATE, &json!([self.selector, role, name]))
    }

    /// Acts on the element with this role and name. The widget may render at any time, so elements that are gone, or
    /// covered while they move, are located again.
    fn act_on(&self, role: &str, name: &str, act: impl Fn(&Browser, &Element) -> Result<(), WebDriverError>) {
        let mut last = None;
        eventually(|| {
            let element = self.locate(role, name).ok().flatten()?;
            act(self.browser, &element).map_err(|error| last = Some(error)).ok()
        })
        .unwrap_or_else(|| match last {
            Some(error) => panic!("{role} {name:?}: {error}"),
            None => panic!("there is no {role} {name:?}, only {:?}", self.names(role)),
        });
    }
}

impl Widget<'_> {
    /// The names of all visible fields, buttons or links.
    pub fn names(&self, role: &str) -> Vec<String> {
        let names = self.browser.run(NAMES, &json!([self.selector, role]));
        names
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect()
    }

    /// The visible text of the element with this selector inside the widget, if there is one.
    pub fn text_of(&self, selector: &str) -> Option<String> {
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

    /// The headline of the problem, or the status.
    pub fn headline(&self) -> String {
        self.text_of(".problem .headline")
            .or_else(|| self.text_of(".status"))
            .unwrap_or_default()
    }

    /// The visible text of the widget.
    pub fn text(&self) -> String {
        self.text_of(".card").unwrap_or_default()
    }

    /// Waits until it shows this text. After a restart, a promise may settle before the widget is shown.
    ///
    /// # Panics
    /// If it does not.
    pub fn wait_for_text(&self, text: &str) {
        let is_shown = || self.text().contains(text);
        eventually(|| is_shown().then_some(())).unwrap_or_else(|| panic!("{text:?} is not in {:?}", self.text()));
    }

    /// The focused element: `field Task ID`, `button Find task`, `problem`, `status`, … or `nothing`.
    pub fn focused(&self) -> String {
        let focused = self.browser.run(FOCUSED, &json!([self.selector]));
        focused.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this has the focus.
    ///
    /// # Panics
    /// If it does not get it.
    pub fn wait_for_focus(&self, what: &str) {
        eventually(|| (self.focused() == what).then_some(()))
            .unwrap_or_else(|| panic!("{what:?} should have the focus, and {:?} has it", self.focused()));
    }
}
