//! What a person sees: Yew components over a running [`Session`](crate::session::Session).

mod actions;
mod archive_task;
mod card;
mod copy;
mod details;
mod drawing;
mod form;
mod listener;
mod moment;
mod problem;
mod progress;
mod response;
mod shadow;
mod view;

pub use archive_task::{ArchiveTask, ArchiveTaskProps};
pub use card::{Card, Message, SessionProps};
