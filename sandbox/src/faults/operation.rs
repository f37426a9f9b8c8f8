//! Which operation on which task a request is.

use axum::http::{Method, Uri};
use serde::{Deserialize, Serialize};

/// The operations faults can be armed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// `GET …/tasks/{id}`.
    Get,
    /// `GET …/tasks`, when its `q` is part of the task's title.
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
}

impl Target {
    /// Reads the target from the address, with the method given apart: a preflight's address is that of the request
    /// it asks for.
    pub(crate) fn of(method: &Method, uri: &Uri) -> Option<Self> {
        let path = uri.path().strip_prefix("/api/organizations/")?;
        let parts: Vec<_> = path.split('/').collect();
        let (operation, org, subject) = match (method, parts.as_slice()) {
            (&Method::GET, [org, "tasks"]) => (Operation::List, org, searched_for(uri)),
            (&Method::GET, [org, "tasks", id]) => (Operation::Get, org, (*id).to_owned()),
            (&Method::DELETE, [org, "tasks", id]) => (Operation::Archive, org, (*id).to_owned()),
            (&Method::PUT, [org, "tasks", id, "restore"]) => (Operation::Restore, org, (*id).to_owned()),
            _ => return None,
        };
        Some(Self {
            operation,
            org: (*org).to_owned(),
            subject,
        })
    }
}

fn searched_for(uri: &Uri) -> String {
    #[derive(Deserialize)]
    struct Search {
        #[serde(default)]
        q: String,
    }
    axum::extract::Query::<Search>::try_from_uri(uri)
        .map(|search| search.0.q)
        .unwrap_or_default()
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
