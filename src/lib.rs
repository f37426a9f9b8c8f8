//! Archive a Tallyfy task from a web page: see the task, archive it, know what became of it, take it back.
//!
//! The crate is the component [`ArchiveTask`] for Yew applications. The custom element `<tallyfy-archive-task>` is built
//! from the same crate with the feature `element`.
//!
//! Arrows run one way: `element` → [`components`] → [`session`] → [`archive`] → [`tallyfy`]. The last two know neither a
//! browser nor Yew, decide everything, and are tested natively.

pub mod archive;
pub mod components;
#[cfg(feature = "element")]
mod element;
pub mod reasons;
pub mod session;
pub mod tallyfy;
pub mod words;

pub use components::{ArchiveTask, ArchiveTaskProps};
pub use session::{Announcement, Confirm, Credentials, Details, ProblemDetails};
pub use words::{Word, Words};
