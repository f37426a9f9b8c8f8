//! A server that knows what truly happened to its tasks.

use crate::{ORG, base, org, task};
use serde_json::json;
use tallyfy_archive::archive::Target;
use tallyfy_archive::tallyfy::{ApiBase, Method, OrgId, Request};
use url::Url;

/// The targets there are: a task, the same id in another organization, a task of a process, and none; then the first
/// one at another address.
pub(super) fn targets() -> Vec<Target> {
    let other = "90ab12cd34ef56789012ab34cd56ef78";
    [
        (ApiBase::DEFAULT, ORG, crate::TASK),
        (ApiBase::DEFAULT, other, crate::TASK),
        (ApiBase::DEFAULT, ORG, "linked"),
        (ApiBase::DEFAULT, ORG, "missing"),
        ("https://api.tallyfy.com", ORG, crate::TASK),
    ]
    .map(|(at, of, id)| Target {
        base: base(at),
        org: org(of),
        task: task(id),
    })
    .to_vec()
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ask {
    Find,
    List(u32),
    Archive,
    Restore,
}

impl Ask {
    /// What this request asks of this target; every other request is one that must never be sent.
    pub(super) fn of(request: &Request, target: &Target) -> Self {
        let url = Url::parse(&request.url).expect("a URL");
        let Target { base, org, task } = target;
        let tasks = tasks_of(base, org);
        let path = [url.origin().ascii_serialization().as_str(), url.path()].concat();
        let rest = path.strip_prefix(&tasks).expect("a path of this organization");
        let (one, restore) = (["/", task.as_str()].concat(), ["/", task.as_str(), "/restore"].concat());
        match (request.method, rest, url.query()) {
            (Method::Get, rest, None) if rest == one => Self::Find,
            (Method::Delete, rest, None) if rest == one => Self::Archive,
            (Method::Put, rest, None) if rest == restore => Self::Restore,
            (Method::Get, "", Some(_)) => {
                let asked = |name: &str| {
                    url.query_pairs()
                        .find(|pair| pair.0 == name)
                        .map(|pair| pair.1.into_owned())
                };
                assert_eq!(
                    (asked("is_oneoff").as_deref(), asked("archived").as_deref()),
                    (Some("true"), Some("only"))
                );
                Self::List(asked("page").and_then(|page| page.parse().ok()).expect("a page"))
            }
            other => panic!("not one of the four requests: {other:?}"),
        }
    }

    pub(super) fn is_change(self) -> bool {
        matches!(self, Self::Archive | Self::Restore)
    }
}

fn tasks_of(base: &ApiBase, org: &OrgId) -> String {
    [base.as_str(), "/organizations/", org.as_str(), "/tasks"].concat()
}

/// An answer, and whether it shows the task asked for, archived or not.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
    pub(super) shows_archived: Option<bool>,
}

/// One task.
#[derive(Debug)]
struct Record {
    id: String,
    exists: bool,
    linked: bool,
    archived: bool,
    /// The operation that changed it last, unless it was somebody else.
    changed_by: Option<u32>,
}

#[derive(Debug)]
pub(super) struct Server {
    records: Vec<Record>,
    /// Whether an archived task reads as missing.
    hides: bool,
    /// On which page of the list of archived tasks ours is.
    page: u32,
}

impl Server {
    pub(super) fn new(targets: &[Target], hides: bool, page: u32) -> Self {
        let record = |target: &Target| Record {
            exists: target.task.as_str() != "missing",
            linked: target.task.as_str() == "linked",
            id: target.task.as_str().to_owned(),
            archived: false,
            changed_by: None,
        };
        let records = targets.iter().map(record).collect();
        Self { records, hides, page }
    }

    /// Does what is asked, for this operation.
    pub(super) fn work(&mut self, ask: Ask, target: usize, operation: u32) -> Reply {
        let (hides, page) = (self.hides, self.page);
        let record = &mut self.records[target];
        let archived_at = record.archived.then_some("2025-07-01T09:30:00Z");
        let run_id = record.linked.then_some("90ab12cd34ef56789012ab34cd56ef78");
        let task = json!({"id": record.id, "title": "Plan", "run_id": run_id, "archived_at": archived_at});
        let pages = json!({"pagination": {"total_pages": page}});
        let there = record.exists && record.archived;
        let (status, body, shows_archived) = match ask {
            Ask::Find if !record.exists || (hides && record.archived) => (404, json!({}), None),
            Ask::Find => (200, json!({"data": task}), Some(record.archived)),
            Ask::List(at) if there && at == page => (200, json!({"data": [task], "meta": pages}), Some(true)),
            Ask::List(_) => (200, json!({"data": [], "meta": pages}), None),
            Ask::Archive if record.linked => (400, json!({"message": "Cannot delete linked tasks."}), None),
            Ask::Archive if !record.exists || record.archived => (404, json!({}), None),
            Ask::Restore if !there => (404, json!({}), None),
            Ask::Archive | Ask::Restore => {
                record.archived = ask == Ask::Archive;
                record.changed_by = Some(operation);
                (204, json!(null), None)
            }
        };
        Reply {
            status,
            body: body.to_string(),
            shows_archived,
        }
    }

    /// Somebody else archives or restores the task.
    pub(super) fn meddle(&mut self, target: usize) {
        let record = &mut self.records[target];
        record.archived = !record.archived && !record.linked;
        record.changed_by = None;
    }

    pub(super) fn is_linked(&self, target: usize) -> bool {
        self.records[target].linked
    }

    pub(super) fn is_changed_by(&self, target: usize, operation: u32) -> bool {
        self.records[target].changed_by == Some(operation)
    }
}
