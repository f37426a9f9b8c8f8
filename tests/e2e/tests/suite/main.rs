//! The built page in a browser, against the sandbox.

mod archive;
mod built_page;
mod embedding;
mod events;
mod keyboard;
mod refusals;
mod scene;
