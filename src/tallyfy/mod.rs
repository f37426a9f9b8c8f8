//! Types for Tallyfy's REST API: IDs, requests, responses, tasks, problems.
//!
//! All external input is parsed here, once, into types that have no invalid values. Nothing here uses a browser, a
//! clock or a socket, so all of it is tested natively.

mod address;
mod base;
mod date;
mod field_error;
mod id;
mod json;
mod json_value;
mod kind;
mod link;
mod method;
mod problem;
mod problem_kind;
mod refusal;
mod request;
mod response;
mod retry;
mod secrets;
mod task;
mod token;

pub(crate) use address::{Address, ReadAddress};
pub(crate) use base::{ApiBase, BaseError};
pub(crate) use date::IsoDate;
pub(crate) use field_error::{FieldError, TaskIdError};
pub(crate) use id::{IdError, OrgId, RunId, TaskId};
pub(crate) use json::Json;
pub(crate) use json::integer;
pub(crate) use json_value::JsonValue;
pub use kind::Kind;
pub(crate) use link::{Link, LinkError};
pub(crate) use method::Method;
pub(crate) use problem::Problem;
pub use problem_kind::ProblemKind;
pub(crate) use refusal::Refusal;
#[cfg(feature = "prerender")]
pub(crate) use request::CLIENT;
pub(crate) use request::Request;
pub(crate) use response::{ApiResponse, Body, Content, Head, Page};
pub(crate) use retry::retry_after;
pub(crate) use secrets::{Redacted, Secrets};
pub use task::{Owners, Task, User};
pub(crate) use token::{Token, TokenError};
