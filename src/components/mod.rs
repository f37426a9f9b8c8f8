//! Yew components that render a [`Session`](crate::session::Session).

mod action;
mod archive_task;
mod background;
mod card;
mod copy_button;
mod date_time;
mod external_link;
mod filled;
mod focus;
mod form;
mod page_events;
mod popover;
mod problem_panel;
mod progress;
mod response_panel;
mod row;
mod seconds;
mod shadow;
mod task_details;
mod text;
mod text_field;
mod view_data;

pub use archive_task::{ArchiveTask, ArchiveTaskProps};
pub(crate) use card::Card;
#[cfg(feature = "prerender")]
pub(crate) use card::{SPINNER_DELAY_MS, SessionProps};
#[cfg(feature = "prerender")]
pub(crate) use view_data::idle_form;

/// Lets `html!` take them by reference.
impl yew::html::ImplicitClone for crate::messages::Messages {}
