//! The element as a person and a page deal with it.

use serde_json::{Value, json};

use crate::browser::{Browser, Element};
use crate::http::WebDriverError;
use crate::keys::Key;
use crate::state::State;
use crate::wait::eventually;

/// What of a role there is, by name.
const NAMES: &str = include_str!("scripts/names.js");
/// What has the focus, in words.
const FOCUSED: &str = include_str!("scripts/focused.js");

/// Finds what has a role and a name inside the element's shadow root.
const LOCATE: &str = include_str!("scripts/locate.js");

/// Waits for the element's definition: a page may count as loaded before. What is no custom element has none.
const DEFINED: &str = "
const [selector, name, value] = arguments_;
const element = document.querySelector(selector);
if (element.localName.includes('-')) await customElements.whenDefined(element.localName);";

/// One `<tallyfy-archive-task>` of the page that is open.
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

    /// Replaces what stands in the field of this name.
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

    /// Clicks the button of this name.
    ///
    /// # Panics
    /// If there is no such button.
    pub fn press(&self, button: &str) {
        self.act_on("button", button, Browser::click);
    }

    /// Clicks the button of this name twice, as fast as people do.
    ///
    /// # Panics
    /// If there is no such button.
    pub fn double_click(&self, button: &str) {
        self.act_on("button", button, Browser::double_click);
    }

    /// Waits until the button, field or link of this name is there.
    ///
    /// # Panics
    /// If it does not come.
    pub fn wait_for_element(&self, role: &str, name: &str) -> Element {
        eventually(|| self.locate(role, name).ok().flatten())
            .unwrap_or_else(|| panic!("there is no {role} {name:?}, only {:?}", self.names(role)))
    }

    /// What stands in a field.
    ///
    /// # Panics
    /// If there is no such field.
    pub fn value(&self, field: &str) -> String {
        // Another field may take the place of the one that was just there.
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

    /// Fills in values as the page can.
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

    /// Calls a method and waits for the state it resolves with.
    ///
    /// # Panics
    /// If it rejects.
    pub fn call(&self, method: &str) -> String {
        let state = self.once_defined("return element[name]()", method, &Value::Null);
        state.as_str().unwrap_or_default().to_owned()
    }

    /// Calls a method and does not wait.
    pub fn start_call(&self, method: &str) {
        self.once_defined("element[name]()", method, &Value::Null);
    }

    /// Waits until the state is reached, and what belongs to it is drawn.
    ///
    /// # Panics
    /// If it is not reached.
    pub fn wait_for_state(&self, state: State) {
        let drawn = format!(".card[data-state={state}]");
        eventually(|| (self.state() == state && self.text_of(&drawn).is_some()).then_some(()))
            .unwrap_or_else(|| panic!("the state should become {state}, and it is {}", self.state()));
    }

    fn once_defined(&self, script: &str, name: &str, value: &Value) -> Value {
        let script = format!("{DEFINED}\n{script}");
        self.browser.run_async(&script, &json!([self.selector, name, value]))
    }

    fn locate(&self, role: &str, name: &str) -> Result<Option<Element>, WebDriverError> {
        self.browser.element(LOCATE, &json!([self.selector, role, name]))
    }

    /// Does something with what has this role and name. The widget may draw itself anew at any moment, so what was
    /// gone, or covered while it moved, is looked for again.
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

    /// What happened, in the widget's own sentence.
    pub fn headline(&self) -> String {
        self.text_of(".problem .headline")
            .or_else(|| self.text_of(".status"))
            .unwrap_or_default()
    }

    /// All that is seen of the widget.
    pub fn text(&self) -> String {
        self.text_of(".card").unwrap_or_default()
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
    pub fn wait_for_focus(&self, what: &str) {
        eventually(|| (self.focused() == what).then_some(()))
            .unwrap_or_else(|| panic!("{what:?} should have the focus, and {:?} has it", self.focused()));
    }
}
