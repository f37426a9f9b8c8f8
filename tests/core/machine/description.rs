//! Describes commands and phases as text.

use crate::archive::{Command, Event, Phase};
use crate::core_tests::{ORG, TASK};
use crate::tallyfy::Request;
use url::Url;

/// Describes a command. Commands of jobs in the background are marked.
pub(super) fn describe(command: &Command, front: Option<u32>) -> String {
    let place = |job: u32| if Some(job) == front { "" } else { "behind: " };
    match command {
        Command::Send {
            request, refresh_token, ..
        } => {
            let token = if *refresh_token { " with a fresh token" } else { "" };
            describe_request(request) + token
        }
        Command::Wait { milliseconds, .. } => format!("wait {milliseconds}"),
        Command::Abort(_) => "abort".to_owned(),
        Command::RequestApproval(_) => "request approval".to_owned(),
        Command::Announce(_, Event::State { previous, state }) => {
            format!("{}→{}", previous.as_str(), state.as_str())
        }
        Command::Announce(job, event) => job.map_or("", place).to_owned() + describe_event(event),
        Command::Resolve(job, state) => format!("{}resolve {}", place(*job), state.as_str()),
        Command::Checked(job, state) => format!("{}checked {}", place(*job), state.as_str()),
    }
}

fn describe_event(event: &Event) -> &'static str {
    match event {
        Event::State { .. } => "State!",
        Event::Archived { .. } => "Archived!",
        Event::Restored { .. } => "Restored!",
        Event::Refused { .. } => "Refused!",
        Event::Unknown { checking: true, .. } => "Unknown, checking!",
        Event::Unknown { checking: false, .. } => "Unknown!",
    }
}

fn describe_request(request: &Request) -> String {
    let url = Url::parse(&request.url).expect("a URL");
    let path = url.path().replace(ORG, "{org}").replace(TASK, "{task}");
    let path = path.strip_prefix("/api/organizations/{org}/").unwrap_or(url.as_str());
    let parameter = |name: &str| {
        url.query_pairs()
            .find(|pair| pair.0 == name)
            .map(|pair| pair.1.into_owned())
    };
    let mut words = vec![request.method.as_str().to_owned(), path.to_owned()];
    words.extend(parameter("archived").map(|value| format!("archived={value}")));
    words.extend(parameter("page").map(|value| format!("page={value}")));
    words.join(" ")
}

/// Describes a state with its details.
pub(super) fn state_of(phase: &Phase, state: &str) -> String {
    let about = match phase {
        Phase::Review {
            is_approval_pending: true,
        } => "approval pending".to_owned(),
        Phase::Archived {
            status: Some(status), ..
        }
        | Phase::Restored { status: Some(status) } => status.to_string(),
        Phase::Archived {
            already: Some(true), ..
        } => "already".to_owned(),
        Phase::Archived { already: None, .. } => "perhaps by others".to_owned(),
        Phase::Refused { operation, problem, .. } => format!("{} {}", operation.as_str(), problem.kind.as_str()),
        Phase::Unknown {
            operation,
            problem,
            is_being_checked,
            next_check,
            ..
        } => {
            let checks = match (is_being_checked, next_check) {
                (true, _) => ", being checked",
                (false, Some(_)) => ", checked later",
                (false, None) => "",
            };
            format!("{} {}{checks}", operation.as_str(), problem.kind.as_str())
        }
        _ => return state.to_owned(),
    };
    format!("{state}: {about}")
}
