//! Links to tasks and processes in Tallyfy.

use super::{IdError, OrgId, ReadAddress, RunId, TaskId};

/// The target of a pasted link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// A task.
    Task(OrgId, TaskId),
    /// A process.
    Process(OrgId, RunId),
}

/// Why a link was rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkError {
    /// The host is not Tallyfy's.
    ForeignHost,
    /// It contains neither a task nor a process.
    NoTask,
    /// It contains an invalid ID.
    Id(IdError),
}

impl Link {
    /// Parses `https://go.tallyfy.com/{org}/tasks/{task}`, `…/{org}/processes/{process}`, a task inside a process, or
    /// the API's `…/organizations/{org}/tasks/{task}`. `None` if the text is not a link.
    pub(crate) fn parse(text: &str, read: ReadAddress) -> Option<Result<Self, LinkError>> {
        let address = read(text.trim()).filter(|address| matches!(address.protocol.as_str(), "https:" | "http:"))?;
        // A dot at the end says that the name is complete.
        let host = address.hostname.strip_suffix('.').unwrap_or(&address.hostname);
        if host != "tallyfy.com" && !host.ends_with(".tallyfy.com") {
            return Some(Err(LinkError::ForeignHost));
        }
        let segments = address.pathname.split('/').filter(|segment| !segment.is_empty());
        Some(find_ids(&segments.collect::<Vec<_>>()))
    }

    /// The URL of a task in Tallyfy.
    pub(crate) fn to_task(org: &OrgId, task: &TaskId) -> String {
        ["https://go.tallyfy.com/", org.as_str(), "/tasks/", task.as_str()].concat()
    }

    /// The URL of a process in Tallyfy.
    pub(crate) fn to_process(org: &OrgId, run: &RunId) -> String {
        ["https://go.tallyfy.com/", org.as_str(), "/processes/", run.as_str()].concat()
    }
}

fn find_ids(segments: &[&str]) -> Result<Link, LinkError> {
    // In the API's paths the organization follows `organizations`; in those of the pages it is the first segment.
    let named = segments.iter().take(2).position(|segment| *segment == "organizations");
    let (org, rest) = segments[named.map_or(0, |at| at + 1)..]
        .split_first()
        .ok_or(LinkError::NoTask)?;
    let after = |names: &[&str]| {
        let at = rest.iter().position(|segment| names.contains(segment))?;
        rest.get(at + 1).copied()
    };
    let org = OrgId::parse(org).map_err(LinkError::Id)?;
    if let Some(task) = after(&["tasks", "task"]) {
        return Ok(Link::Task(org, TaskId::parse(task).map_err(LinkError::Id)?));
    }
    let run = after(&["processes", "process", "runs"]).ok_or(LinkError::NoTask)?;
    Ok(Link::Process(org, RunId::parse(run).map_err(LinkError::Id)?))
}
