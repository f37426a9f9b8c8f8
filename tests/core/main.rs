//! Native tests of the core: parsing of IDs, links, tokens, base URLs and fixtures, requests, and the state machine.
//!
//! `machine` has tests of single scenarios; `laws` has property tests with random scenarios and mutation tests.

mod answers;
mod bases;
mod bodies;
mod dates;
mod fixtures;
mod ids;
mod json;
mod laws;
mod links;
mod machine;
mod messages;
mod options;
mod problems;
mod refusals;
mod requests;
mod retry_after;
mod secrets;
mod tasks;
mod tokens;
mod translations;

use crate::archive::Target;
use crate::tallyfy::{ApiBase, OrgId, TaskId};

/// An organization, as Tallyfy names them.
const ORG: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// The task of all fixtures.
const TASK: &str = "3f2a9c0d4b5e6f708192a3b4c5d6e7f8";

fn org(id: &str) -> OrgId {
    OrgId::parse(id).expect("an id")
}

fn task(id: &str) -> TaskId {
    TaskId::parse(id).expect("an id")
}

fn base(text: &str) -> ApiBase {
    ApiBase::parse(text, "https://admin.example").expect("a base")
}

fn target(id: &str) -> Target {
    Target {
        base: base(ApiBase::DEFAULT),
        org: org(ORG),
        task: task(id),
    }
}
