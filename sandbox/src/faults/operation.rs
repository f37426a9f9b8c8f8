//! Which operation on which item a request is.

use axum::http::{Method, Uri};
use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::query::Query;

/// The operations faults can be armed for. `{kind}` stands for `tasks`, `runs` or `checklists`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// `GET …/{kind}/{id}`.
    Get,
    /// `GET …/{kind}`: matches an item if its `q` is part of the item's title, or if it asks for the archive
    /// (`archived=only`) without `q`.
    List,
    /// `DELETE …/{kind}/{id}`.
    Archive,
    /// `PUT …/{kind}/{id}/restore`, and `activate` for a process.
    Restore,
}

/// The operation of a request and the item it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) operation: Operation,
    pub(crate) kind: Kind,
    pub(crate) org: String,
    /// The item's ID, or the search text of a list.
    pub(crate) subject: String,
    /// Whether it lists archived items.
    pub(crate) archived_only: bool,
}

impl Target {
    /// Reads the target from a path below the API's base. The method is a parameter because a preflight has the path
    /// of the request that it is for.
    pub(crate) fn of(method: &Method, uri: &Uri) -> Option<Self> {
        let path = uri.path().strip_prefix("/organizations/")?;
        let (org, path) = path.split_once('/')?;
        let parts: Vec<_> = path.split('/').collect();
        let kind = Kind::of_collection(parts.first()?)?;
        let query = Query::of(uri);
        let (operation, subject) = match (method, &parts[1..]) {
            (&Method::GET, []) => (Operation::List, query.text("q").unwrap_or_default()),
            (&Method::GET, [id]) => (Operation::Get, *id),
            (&Method::DELETE, [id]) => (Operation::Archive, *id),
            (&Method::PUT, [id, verb]) if *verb == kind.restore_verb() => (Operation::Restore, *id),
            _ => return None,
        };
        Some(Self {
            operation,
            kind,
            org: org.to_owned(),
            subject: subject.to_owned(),
            archived_only: query.text("archived") == Some("only"),
        })
    }

    /// Whether the item is to be archived by this request (`true`) or restored (`false`); nothing for a read.
    pub(crate) fn archives(&self) -> Option<bool> {
        match self.operation {
            Operation::Archive => Some(true),
            Operation::Restore => Some(false),
            Operation::Get | Operation::List => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Operation, Target};
    use crate::kind::Kind;
    use axum::http::Method;

    #[test]
    fn a_target_is_parsed_from_method_and_path() {
        let (get, delete, put) = (Method::GET, Method::DELETE, Method::PUT);
        let table = [
            (&get, "tasks/t", Some((Operation::Get, Kind::Task, "t"))),
            (&get, "runs/r", Some((Operation::Get, Kind::Process, "r"))),
            (&delete, "tasks/t", Some((Operation::Archive, Kind::Task, "t"))),
            (&delete, "checklists/c", Some((Operation::Archive, Kind::Template, "c"))),
            (&put, "tasks/t/restore", Some((Operation::Restore, Kind::Task, "t"))),
            (&put, "runs/r/activate", Some((Operation::Restore, Kind::Process, "r"))),
            (
                &put,
                "checklists/c/restore",
                Some((Operation::Restore, Kind::Template, "c")),
            ),
            (&put, "runs/r/restore", None),
            (&put, "tasks/t/activate", None),
            (
                &get,
                "tasks?archived=only&q=Plan%20it",
                Some((Operation::List, Kind::Task, "Plan it")),
            ),
            (&get, "checklists", Some((Operation::List, Kind::Template, ""))),
            (&get, "runs/r/tasks", None),
            (&delete, "tasks/t/delete", None),
            (&get, "tags/t", None),
        ];
        for (method, path, expected) in table {
            let target = Target::of(method, &format!("/organizations/o/{path}").parse().unwrap());
            let found = target
                .as_ref()
                .map(|target| (target.operation, target.kind, target.subject.as_str()));
            assert_eq!(found, expected, "{method} {path}");
        }
        assert_eq!(Target::of(&get, &"/index.html".parse().unwrap()), None);
    }
}
