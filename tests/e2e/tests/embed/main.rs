//! The npm package on other people's pages.

mod development;
mod hosts;
mod manifest;
mod yew;
