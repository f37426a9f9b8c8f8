//! End-to-end tests: the built page in real browsers over `WebDriver`, against a sandbox in the same process.
//!
//! A test is a closure for [`run_test`]. It gets a [`Context`]: a sandbox with the page, at an origin of its own, and a
//! browser without any state of other tests. A [`Widget`] does what a user would do. Every violation of the page's
//! security policy, and every error on its console, fails the test.
//!
//! Environment variables: `TALLYFY_ARCHIVE_DIST` is the folder of the built page, `TALLYFY_ARCHIVE_SAMPLER` that of the
//! sampler, `TALLYFY_ARCHIVE_AXE` axe's script, `ENGINE` the engine (`chromium`, `firefox`, `webkit`). `CHROMIUM`,
//! `CHROMEDRIVER`, `FIREFOX`, `GECKODRIVER`, `MINIBROWSER`, `WEBKITWEBDRIVER` and `XVFB` override the paths of programs.
//!
//! Tests do not return early in an engine that lacks something: `skipped.txt` lists those that do not run there.

mod all_states;
mod axe;
mod browser;
mod browser_limit;
mod context;
mod display;
mod driver;
mod emulation;
mod engine;
mod http;
mod input;
#[cfg(test)]
mod isolation;
mod keys;
mod page;
mod pool;
mod reaper;
mod report;
mod runner;
mod session;
pub mod site;
mod state;
mod wait;
mod widget;

pub use all_states::for_each_state;
pub use browser::{Browser, Element};
pub use context::Context;
pub use emulation::Appearance;
pub use engine::Engine;
pub use http::WebDriverError;
pub use keys::Key;
pub use page::Page;
pub use runner::{run_cross_origin_test, run_test, run_test_with};
pub use state::State;
pub use wait::{TIMEOUT, eventually};
pub use widget::Widget;
