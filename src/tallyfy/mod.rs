//! What Tallyfy's REST API says, as values: ids, requests, answers, tasks, problems.
//!
//! Everything that arrives from outside is parsed here, once, into a type that cannot be wrong. Nothing here knows a
//! browser, a clock or a socket, so all of it is tested natively.

mod answer;
mod authority;
mod base;
mod id;
mod json;
mod kind;
mod link;
mod method;
mod plain;
mod problem;
mod refusal;
mod request;
mod retry;
mod secrets;
mod task;
mod token;

pub use answer::{Answer, Body, Content, Head, Page};
pub use base::{ApiBase, BaseError};
pub use id::{IdError, OrgId, RunId, TaskId};
pub use json::Json;
pub(crate) use json::whole;
pub use kind::Kind;
pub use link::{Link, LinkError};
pub use method::Method;
pub use plain::Plain;
pub use problem::{FieldProblem, Problem};
pub use refusal::Refusal;
pub use request::{ACCEPT, CLIENT, Request};
pub use retry::retry_after;
pub use secrets::{Redacted, Secrets};
pub use task::{Owners, Task, User};
pub use token::{Token, TokenError};
