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
use crate::tallyfy::{Address, ApiBase, OrgId, TaskId};
use url::{Position, Url};

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
    ApiBase::parse(text, "https://admin.example", read_address).expect("a base")
}

/// Reads an absolute URL by the URL Standard, as browsers do.
fn read_address(text: &str) -> Option<Address> {
    let url = Url::parse(text).ok()?;
    Some(Address {
        protocol: format!("{}:", url.scheme()),
        hostname: url.host_str()?.to_owned(),
        host: url[Position::BeforeHost..Position::AfterPort].to_owned(),
        pathname: url.path().to_owned(),
        has_credentials: !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty()),
        has_query_or_fragment: [url.query(), url.fragment()]
            .iter()
            .flatten()
            .any(|text| !text.is_empty()),
    })
}

fn target(id: &str) -> Target {
    Target {
        base: base(ApiBase::DEFAULT),
        org: org(ORG),
        task: task(id),
    }
}
