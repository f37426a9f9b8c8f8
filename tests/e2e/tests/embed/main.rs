//! The npm package on other people's pages.

mod dev_server;
mod hosts;
mod manifest;
mod yew;
