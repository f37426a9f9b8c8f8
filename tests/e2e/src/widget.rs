//! The element as a person and a page deal with it.

use serde_json::{Value, json};

use crate::browser::{Browser, Element};
use crate::keys::Key;
use crate::patience::eventually;
use crate::state::State;
use crate::wire::Refusal;

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
        self.with("field", field, |browser, element| {
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
        self.with("button", button, Browser::click);
    }

    /// Clicks the button of this name twice, as fast as people do.
    ///
    /// # Panics
    /// If there is no such button.
    pub fn double_click(&self, button: &str) {
        self.with("button", button, Browser::double_click);
    }

    /// Waits until the button, field or link of this name is there.
    ///
    /// # Panics
    /// If it does not come.
    pub fn shows(&self, role: &str, name: &str) -> Element {
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
    pub fn begin(&self, method: &str) {
        self.once_defined("element[name]()", method, &Value::Null);
    }

    /// Waits until the state is reached, and what belongs to it is drawn.
    ///
    /// # Panics
    /// If it is not reached.
    pub fn waits_for(&self, state: State) {
        let drawn = format!(".card[data-state={state}]");
        eventually(|| (self.state() == state && self.part(&drawn).is_some()).then_some(()))
            .unwrap_or_else(|| panic!("the state should become {state}, and it is {}", self.state()));
    }

    fn once_defined(&self, script: &str, name: &str, value: &Value) -> Value {
        let script = format!("{DEFINED}\n{script}");
        self.browser.wait_for(&script, &json!([self.selector, name, value]))
    }

    fn locate(&self, role: &str, name: &str) -> Result<Option<Element>, Refusal> {
        self.browser.element(LOCATE, &json!([self.selector, role, name]))
    }

    /// Does something with what has this role and name. The widget may draw itself anew at any moment, so what was
    /// gone, or covered while it moved, is looked for again.
    fn with(&self, role: &str, name: &str, act: impl Fn(&Browser, &Element) -> Result<(), Refusal>) {
        let mut last = None;
        eventually(|| {
            let element = self.locate(role, name).ok().flatten()?;
            act(self.browser, &element).map_err(|refusal| last = Some(refusal)).ok()
        })
        .unwrap_or_else(|| match last {
            Some(refusal) => panic!("{role} {name:?}: {refusal}"),
            None => panic!("there is no {role} {name:?}, only {:?}", self.names(role)),
        });
    }
}
