//! What a test works with: a sandbox with the page, sometimes another one with the API, and a browser.

use std::cell::{Cell, RefCell};
use std::thread;
use std::time::Duration;

use sandbox::Sandbox;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::page::Page;
use crate::widget::Widget;

/// A browser, and the sandboxes with the page and the API.
#[derive(Debug)]
pub struct Context {
    /// The browser.
    pub browser: Browser,
    /// The sandbox that serves the page.
    pub page: Sandbox,
    api: Option<Sandbox>,
    /// The records of earlier pages.
    records: RefCell<Vec<Value>>,
    expected: RefCell<Vec<String>>,
    has_fake_clock: Cell<bool>,
}

impl Context {
    pub(crate) fn new(browser: Browser, page: Sandbox, api: Option<Sandbox>) -> Self {
        Self {
            browser,
            page,
            api,
            records: RefCell::default(),
            expected: RefCell::default(),
            has_fake_clock: Cell::default(),
        }
    }

    /// The sandbox that serves the API: the page's own, unless there are two.
    pub fn api(&self) -> &Sandbox {
        self.api.as_ref().unwrap_or(&self.page)
    }

    /// Opens a page, and returns its first element.
    pub fn open(&self, page: &Page) -> Widget<'_> {
        self.collect_records();
        self.browser.open(&page.serve_on(&self.page, self.has_fake_clock.get()));
        self.widget("tallyfy-archive-task")
    }

    /// Gives the pages that are opened from now on a fake clock, so that tests can [advance](Self::advance_clock) it.
    pub fn use_fake_clock(&self) {
        self.has_fake_clock.set(true);
    }

    /// Advances the fake clock of the open page.
    pub fn advance_clock(&self, time: Duration) {
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.browser
            .run_async("await clock.advance(arguments_[0])", &json!([milliseconds]));
    }

    /// Stops the fake clock of the open page, so that only [`Self::advance_clock`] moves it.
    pub fn freeze_clock(&self) {
        self.browser.run("clock.freeze()", &json!([]));
    }

    /// Lets the fake clock of the open page run again.
    pub fn unfreeze_clock(&self) {
        self.browser.run("clock.unfreeze()", &json!([]));
    }

    /// Whether the open page, which has a fake clock, is waiting for a response.
    pub fn has_pending_requests(&self) -> bool {
        self.browser.run("return clock.hasPendingRequests()", &json!([])) == true
    }

    /// The element with this selector.
    pub fn widget(&self, selector: &str) -> Widget<'_> {
        Widget::new(&self.browser, selector)
    }

    /// The element's events on the open page, oldest first.
    pub fn events(&self) -> Vec<Value> {
        let events = self.browser.run("return recorder.events", &json!([]));
        events.as_array().cloned().unwrap_or_default()
    }

    /// The events with this name.
    pub fn events_named(&self, name: &str) -> Vec<Value> {
        let mut events = self.events();
        events.retain(|event| event["name"] == name);
        events
    }

    /// Allows violations and errors that contain this text.
    pub fn expect_error(&self, text: &str) {
        self.expected.borrow_mut().push(text.to_owned());
    }

    /// Takes the records of the open page, before it is left.
    fn collect_records(&self) {
        let seen = self.browser.try_run("return window.recorder ?? null", &json!([]));
        self.records.borrow_mut().extend(seen.ok());
    }

    /// The unexpected violations and errors on all pages so far.
    pub(crate) fn page_errors(&self) -> Vec<String> {
        self.collect_records();
        let expected = self.expected.borrow();
        let mut page_errors: Vec<_> = self.records.borrow().iter().flat_map(errors_of).collect();
        page_errors.retain(|error| !expected.iter().any(|text| error.contains(text)));
        page_errors
    }

    pub(crate) fn assert_no_errors(&self) {
        let page_errors = self.page_errors();
        assert!(
            page_errors.is_empty(),
            "errors on the page:\n{}",
            page_errors.join("\n")
        );
    }
}

fn errors_of(recorder: &Value) -> Vec<String> {
    let entries = |key: &str| recorder[key].as_array().cloned().unwrap_or_default();
    let violations = entries("violations").into_iter();
    let violations = violations.map(|violation| format!("policy: {}", violation.as_str().unwrap_or_default()));
    let messages = entries("console").into_iter();
    let messages = messages.filter(|message| message["level"] == "error" || message["level"] == "warn");
    let messages = messages.map(|message| format!("console: {}", message["text"].as_str().unwrap_or_default()));
    violations.chain(messages).collect()
}

/// The name of the current test.
pub(crate) fn test_name() -> String {
    thread::current().name().unwrap_or("a test").replace("::", "-")
}
