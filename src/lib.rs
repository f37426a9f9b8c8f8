//! A widget that archives Tallyfy tasks. It reports archived, refused or unknown, and verifies before it reports.
//!
//! The crate is the component [`ArchiveTask`] for Yew applications. The custom element `<tallyfy-archive-task>` is built
//! from the same crate with the feature `element`.
//!
//! ```
//! use tallyfy_archive::{Announcement, ArchiveTask};
//! use yew::prelude::*;
//!
//! #[component]
//! fn Admin() -> Html {
//!     let archived = use_state(Vec::new);
//!     let on_announce = {
//!         let archived = archived.clone();
//!         move |announcement| {
//!             if let Announcement::Archived { details, .. } = announcement {
//!                 archived.set([(*archived).clone(), vec![details.task_id]].concat());
//!             }
//!         }
//!     };
//!     html! {
//!         <>
//!             <ArchiveTask org_id="0a1b2c3d4e5f60718293a4b5c6d7e8f9" {on_announce} />
//!             <p>{ archived.len() }{ " archived" }</p>
//!         </>
//!     }
//! }
//! ```
//!
//! `examples/yew-app` in the repository is an application that does this.
//!
//! Arrows run one way: `element` → [`components`] → [`session`] → [`archive`] → [`tallyfy`]. The last two know neither a
//! browser nor Yew, decide everything, and are tested natively.

pub mod archive;
pub mod components;
#[cfg(feature = "element")]
mod element;
#[cfg(feature = "prerender")]
pub mod prerender;
pub mod reasons;
pub mod session;
pub mod tallyfy;
pub mod words;

pub use components::{ArchiveTask, ArchiveTaskProps};
pub use session::{Announcement, Confirm, Credentials, Details, ProblemDetails, TokenAnswer};
pub use words::{Word, Words};

#[cfg(all(test, target_arch = "wasm32"))]
#[path = "../tests/component/main.rs"]
mod component_tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "../tests/core/main.rs"]
mod core_tests;
