//! The product, driven in real browsers: the built page over `WebDriver`, against the sandbox in the same process.
//!
//! A test is a scene that is [played](play) on a [`Stage`]: a sandbox with the page on it, at an origin of its own, and a
//! browser in which nothing is left of other scenes.
//! What a person would do is said through a [`Widget`]. Whatever the scene shows, a violation of the page's security
//! policy or an error on its console fails it.
//!
//! `TALLYFY_ARCHIVE_DIST` names the folder of the built page, `TALLYFY_ARCHIVE_SAMPLER` that of the sampler,
//! `TALLYFY_ARCHIVE_AXE` axe's script, `TALLYFY_ARCHIVE_SKIPPED` a file for what is left out, `ENGINE` the engine (`chromium`, `firefox`, `webkit`);
//! `CHROMIUM`, `CHROMEDRIVER`, `FIREFOX`, `GECKODRIVER`, `MINIBROWSER`, `WEBKITWEBDRIVER` and `XVFB` name the programs
//! where they are not in their usual places.

mod axe;
mod browser;
mod camera;
mod display;
mod driver;
mod engine;
mod gallery;
mod hands;
#[cfg(test)]
mod isolation;
mod keys;
mod page;
mod patience;
mod pool;
mod reaper;
mod report;
mod seen;
mod session;
pub mod site;
mod stage;
mod state;
mod turns;
mod widget;
mod wire;

pub use browser::{Browser, Element};
pub use camera::Look;
pub use engine::Engine;
pub use gallery::tour;
pub use keys::Key;
pub use page::Page;
pub use patience::{PATIENCE, eventually};
pub use stage::{Stage, play, play_across, play_on};
pub use state::State;
pub use widget::Widget;
pub use wire::Refusal;
