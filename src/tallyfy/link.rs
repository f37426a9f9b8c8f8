//! Links that people copy out of Tallyfy's address bar.

use super::{IdError, OrgId, RunId, TaskId};

/// What a pasted link points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// A task.
    Task(OrgId, TaskId),
    /// A process, whose id cannot stand in for a task's.
    Process(OrgId, RunId),
}

/// Why a link names no task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkError {
    /// Its host is not Tallyfy's.
    ForeignHost,
    /// It has no task or process in it.
    NoTask,
    /// The id in it is none.
    Id(IdError),
}

impl Link {
    /// Reads `https://go.tallyfy.com/{org}/tasks/{task}`, `…/{org}/processes/{process}`, a task inside a process, or
    /// the API's `…/organizations/{org}/tasks/{task}`. `None` where the text is no link at all.
    pub(crate) fn parse(text: &str) -> Option<Result<Self, LinkError>> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
            return None;
        }
        let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
        let mut segments = rest.split('/').filter(|segment| !segment.is_empty());
        let host = segments.next().unwrap_or_default().to_ascii_lowercase();
        if host != "tallyfy.com" && !host.ends_with(".tallyfy.com") {
            return Some(Err(LinkError::ForeignHost));
        }
        Some(read(&segments.collect::<Vec<_>>()))
    }

    /// The page of a task in Tallyfy.
    pub(crate) fn to_task(org: &OrgId, task: &TaskId) -> String {
        ["https://go.tallyfy.com/", org.as_str(), "/tasks/", task.as_str()].concat()
    }

    /// The page of a process in Tallyfy.
    pub(crate) fn to_process(org: &OrgId, run: &RunId) -> String {
        ["https://go.tallyfy.com/", org.as_str(), "/processes/", run.as_str()].concat()
    }
}

fn read(segments: &[&str]) -> Result<Link, LinkError> {
    // The API's paths name the organization; those of the pages begin with it, so that what follows it is looked at.
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
