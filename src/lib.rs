//! A widget that archives Tallyfy tasks. It reports archived, refused or unknown, and verifies before it reports.
//!
//! The crate exports the component [`ArchiveTask`] for Yew applications. The custom element `<tallyfy-archive-task>` is
//! built from the same crate with the feature `element`.
//!
//! The component has its own form for organization, task and access token; a field is shown for whatever the
//! application does not provide. It reads the task, shows it for review, and archives it after confirmation.
//! `on_announce` reports each outcome:
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
//!                 archived.set([(*archived).clone(), vec![details.id]].concat());
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
//! An [`Announcement::Unknown`] is not a failure: the task may be archived, and the widget checks. The API has to allow
//! cross-origin requests from the application, or be proxied on its own origin. `examples/yew-app` in the repository is
//! a complete application, and `ARCHITECTURE.md` describes the crate.

#![cfg_attr(
    not(feature = "element"),
    expect(
        dead_code,
        reason = "records, and promises of operations, are only for the custom element"
    )
)]
mod archive;
mod client;
mod components;
#[cfg(feature = "element")]
mod element;
mod messages;
#[cfg(feature = "prerender")]
#[doc(hidden)]
pub mod prerender;
mod session;
mod tallyfy;

pub use archive::{Operation, State};
pub use client::{Credentials, TokenAnswer};
pub use components::{ArchiveTask, ArchiveTaskProps};
pub use messages::{MessageKey, Messages};
pub use session::{Announcement, Confirm, Details, FieldProblem, Layout, ProblemDetails};
pub use tallyfy::{Kind, Owners, ProblemKind, Task, User};

#[cfg(all(test, target_arch = "wasm32"))]
#[path = "../tests/component/main.rs"]
mod component_tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "../tests/core/main.rs"]
mod core_tests;
