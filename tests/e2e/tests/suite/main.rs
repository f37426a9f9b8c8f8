//! The built page in a browser, against the sandbox.

mod archive;
mod axe;
mod breaking;
mod built_page;
mod changed;
mod containment;
mod copying;
mod diagnosis;
mod document;
mod early;
mod embedding;
mod events;
mod faults;
mod guarantees;
mod hostile;
mod keyboard;
mod languages;
mod life;
mod manners;
mod matrix;
mod refusals;
mod sampler;
mod scene;
mod secrets;
mod styling;
mod view;
