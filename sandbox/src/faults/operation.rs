//! Which operation on which task a request is.

use axum::http::{Method, Uri};
use serde::{Deserialize, Serialize};

/// The operations faults can be armed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// `GET …/tasks/{id}`.
    Get,
    /// `GET …/tasks`: for one task's fault, if its `q` is part of the task's title, or if it asks for the archive
    /// (`archived=only`) without `q`.
    List,
    /// `DELETE …/tasks/{id}`.
    Archive,
    /// `PUT …/tasks/{id}/restore`.
    Restore,
}

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) operation: Operation,
    pub(crate) org: String,
    /// The task's id, or what a list is searched for.
    pub(crate) subject: String,
    /// Whether it is the list of what is archived.
    pub(crate) archived_only: bool,
}

impl Target {
    /// Reads the target from the address, with the method given apart: a preflight's address is that of the request
    /// it asks for.
    pub(crate) fn of(method: &Method, uri: &Uri) -> Option<Self> {
        let path = uri.path().strip_prefix("/api/organizations/")?;
        let parts: Vec<_> = path.split('/').collect();
        let search = Search::of(uri);
        let (operation, org, subject) = match (method, parts.as_slice()) {
            (&Method::GET, [org, "tasks"]) => (Operation::List, org, search.q),
            (&Method::GET, [org, "tasks", id]) => (Operation::Get, org, (*id).to_owned()),
            (&Method::DELETE, [org, "tasks", id]) => (Operation::Archive, org, (*id).to_owned()),
            (&Method::PUT, [org, "tasks", id, "restore"]) => (Operation::Restore, org, (*id).to_owned()),
            _ => return None,
        };
        Some(Self {
            operation,
            org: (*org).to_owned(),
            subject,
            archived_only: search.archived == "only",
        })
    }

    /// Whether the task is to be archived by this request (`true`) or restored (`false`); nothing for a read.
    pub(crate) fn archives(&self) -> Option<bool> {
        match self.operation {
            Operation::Archive => Some(true),
            Operation::Restore => Some(false),
            Operation::Get | Operation::List => None,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Search {
    q: String,
    archived: String,
}

impl Search {
    fn of(uri: &Uri) -> Self {
        axum::extract::Query::try_from_uri(uri)
            .map(|search| search.0)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Operation, Target};
    use axum::http::Method;

    #[test]
    fn a_target_is_read_from_method_and_address() {
        let table = [
            (Method::GET, "/api/organizations/o/tasks/t", Some((Operation::Get, "t"))),
            (
                Method::DELETE,
                "/api/organizations/o/tasks/t",
                Some((Operation::Archive, "t")),
            ),
            (
                Method::PUT,
                "/api/organizations/o/tasks/t/restore",
                Some((Operation::Restore, "t")),
            ),
            (
                Method::GET,
                "/api/organizations/o/tasks?archived=only&q=Plan%20it",
                Some((Operation::List, "Plan it")),
            ),
            (Method::GET, "/api/organizations/o/tasks", Some((Operation::List, ""))),
            (Method::DELETE, "/api/organizations/o/tasks/t/delete", None),
            (Method::GET, "/api/organizations/o/runs/t", None),
            (Method::GET, "/index.html", None),
        ];
        for (method, address, expected) in table {
            let target = Target::of(&method, &address.parse().unwrap());
            let found = target
                .as_ref()
                .map(|target| (target.operation, target.subject.as_str()));
            assert_eq!(found, expected, "{method} {address}");
        }
    }
}
