//! Where a scene is played: a sandbox with the page on it, perhaps another one with the API, and a browser.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use sandbox::{Config, Cors, Sandbox};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::page::Page;
use crate::report;
use crate::site::dist;
use crate::widget::Widget;

/// A sandbox with the page, and a browser.
#[derive(Debug)]
pub struct Stage {
    /// The browser.
    pub browser: Browser,
    /// The sandbox that serves the page.
    pub page: Sandbox,
    api: Option<Sandbox>,
    /// What the witnesses of pages that were left had seen.
    testimony: RefCell<Vec<Value>>,
    expected: RefCell<Vec<String>>,
    has_clock: Cell<bool>,
}

/// Plays a scene on a stage where page and API have one origin.
///
/// # Panics
/// If the scene does, or the page violates its policy or writes an error to the console.
pub fn play(scene: impl FnOnce(&Stage)) {
    play_on(Config::default(), scene);
}

/// Plays a scene with the sandbox set up in this way; the page comes from `TALLYFY_ARCHIVE_DIST` where nothing else is
/// said.
///
/// # Panics
/// If the scene does, or the page violates its policy or writes an error to the console.
pub fn play_on(config: Config, scene: impl FnOnce(&Stage)) {
    let browser = Browser::start();
    Stage::set(
        browser,
        start(&Config {
            dist: Some(config.dist.unwrap_or_else(dist)),
            ..config
        }),
        None,
    )
    .play(scene);
}

/// Plays a scene on a stage where the API has an origin of its own and admits the page's.
///
/// # Panics
/// If the scene does, or the page violates its policy or writes an error to the console.
pub fn play_across(scene: impl FnOnce(&Stage)) {
    play_across_on(Config::default(), scene);
}

/// The same, with the page set up in this way.
pub(crate) fn play_across_on(config: Config, scene: impl FnOnce(&Stage)) {
    let browser = Browser::start();
    let api = start(&Config {
        cors: Cors::any(),
        ..Config::default()
    });
    let page = start(&Config {
        dist: Some(dist()),
        api_base: api.api(),
        ..config
    });
    Stage::set(browser, page, Some(api)).play(scene);
}

/// Starts a sandbox at an origin that no browser has seen in another scene. The system gives a port out again before long.
fn start(config: &Config) -> Sandbox {
    static SEEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    // Those that were seen keep their port until there is another one.
    let mut seen = Vec::new();
    loop {
        let sandbox = Sandbox::start(config.clone()).unwrap_or_else(|error| panic!("{error}"));
        if SEEN
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(sandbox.port())
        {
            return sandbox;
        }
        seen.push(sandbox);
    }
}

impl Stage {
    fn set(browser: Browser, page: Sandbox, api: Option<Sandbox>) -> Self {
        Self {
            browser,
            page,
            api,
            testimony: RefCell::default(),
            expected: RefCell::default(),
            has_clock: Cell::default(),
        }
    }

    fn play(self, scene: impl FnOnce(&Self)) {
        let played = catch_unwind(AssertUnwindSafe(|| {
            scene(&self);
            self.assert_clean();
        }));
        if let Err(panic) = played {
            report::print(&self);
            resume_unwind(panic);
        }
    }

    /// The sandbox that serves the API: the page's own, unless the stage has two.
    pub fn api(&self) -> &Sandbox {
        self.api.as_ref().unwrap_or(&self.page)
    }

    /// Opens a page; answers with its first element.
    pub fn open(&self, page: &Page) -> Widget<'_> {
        self.hear();
        self.browser.open(&page.put_on(&self.page, self.has_clock.get()));
        self.widget("tallyfy-archive-task")
    }

    /// Gives the pages that are opened from now on a clock of their own, so that time can be [skipped](Self::skip).
    pub fn set_clock(&self) {
        self.has_clock.set(true);
    }

    /// Lets this much time pass on the open page at once.
    pub fn skip(&self, time: Duration) {
        // WebKit's driver measures how long a script takes with the page's own timers.
        let most = Duration::from_mins(1);
        let mut left = time;
        while !left.is_zero() {
            let part = left.min(most);
            let milliseconds = u64::try_from(part.as_millis()).unwrap_or(u64::MAX);
            self.browser
                .wait_for("await clock.skip(arguments_[0])", &json!([milliseconds]));
            left -= part;
        }
    }

    /// Stops the clock of the open page: its time passes only when it is skipped, however slow the machine is.
    pub fn stop_clock(&self) {
        self.browser.run("clock.stop()", &json!([]));
    }

    /// Whether the open page, which has a clock of its own, waits for an answer.
    pub fn is_waiting(&self) -> bool {
        self.browser.run("return clock.isWaiting()", &json!([])) == true
    }

    /// The element with this selector.
    pub fn widget(&self, selector: &str) -> Widget<'_> {
        Widget::new(&self.browser, selector)
    }

    /// The element's events so far on the open page, oldest first.
    pub fn events(&self) -> Vec<Value> {
        let events = self.browser.run("return witness.events", &json!([]));
        events.as_array().cloned().unwrap_or_default()
    }

    /// The events of this name.
    pub fn events_called(&self, name: &str) -> Vec<Value> {
        let mut events = self.events();
        events.retain(|event| event["name"] == name);
        events
    }

    /// Notes that the engine lacks what the rest of the scene is about. `tests/e2e/skipped.txt` lists it, or the run fails.
    ///
    /// # Panics
    /// If it cannot be written down.
    pub fn lacks(&self, what: &str) {
        let engine = self.browser.engine().as_str();
        let line = format!("{engine}: {}: {what}\n", thread::current().name().unwrap_or("a test"));
        let Some(file) = env::var_os("TALLYFY_ARCHIVE_SKIPPED") else {
            return eprint!("skipped: {line}");
        };
        let file = OpenOptions::new().append(true).create(true).open(file);
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        written.expect("it can be written down");
    }

    /// Says that a violation or an error with this in its text belongs to the scene.
    pub fn expect(&self, text: &str) {
        self.expected.borrow_mut().push(text.to_owned());
    }

    /// Keeps what the witness of the open page saw, before the page is left.
    fn hear(&self) {
        let seen = self.browser.try_run("return window.witness ?? null", &json!([]));
        self.testimony.borrow_mut().extend(seen.ok());
    }

    /// Violations and errors on all pages so far that nobody expected.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.hear();
        let expected = self.expected.borrow();
        let mut complaints: Vec<_> = self.testimony.borrow().iter().flat_map(complaints_of).collect();
        complaints.retain(|complaint| !expected.iter().any(|text| complaint.contains(text)));
        complaints
    }

    fn assert_clean(&self) {
        let complaints = self.complaints();
        assert!(complaints.is_empty(), "the page complains:\n{}", complaints.join("\n"));
    }
}

fn complaints_of(witness: &Value) -> Vec<String> {
    let entries = |key: &str| witness[key].as_array().cloned().unwrap_or_default();
    let violations = entries("violations").into_iter();
    let violations = violations.map(|violation| format!("policy: {}", violation.as_str().unwrap_or_default()));
    let said = entries("console").into_iter();
    let said = said.filter(|said| said["level"] == "error" || said["level"] == "warn");
    let said = said.map(|said| format!("console: {}", said["text"].as_str().unwrap_or_default()));
    violations.chain(said).collect()
}

/// The name of the test that runs.
pub(crate) fn test_name() -> String {
    thread::current().name().unwrap_or("a test").replace("::", "-")
}
