//! What a person sees: Yew components over a running [`Session`](crate::session::Session).

mod action;
mod archive_task;
mod background;
mod card;
mod copy_button;
mod external_link;
mod focus;
mod form;
mod moment;
mod page_events;
mod press;
mod problem_panel;
mod progress;
mod response_panel;
mod seconds;
mod selectors;
mod shadow;
mod task_details;
mod text_field;

pub use archive_task::{ArchiveTask, ArchiveTaskProps};
pub(crate) use card::Card;
#[cfg(feature = "prerender")]
pub(crate) use card::SessionProps;
