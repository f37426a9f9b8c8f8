//! The npm package in host applications.

mod bootstrap;
mod dev_server;
mod hosts;
mod htmx;
mod manifest;
mod react_server;
mod yew;
