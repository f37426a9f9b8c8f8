//! The npm package in host applications.

mod dev_server;
mod hosts;
mod manifest;
mod react_server;
mod yew;
