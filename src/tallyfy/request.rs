//! Requests as values: which method goes to which URL. Sending them is somebody else's work.

use super::{ApiBase, Method, OrgId, TaskId, Token};

/// The value of the `Accept` header; without it errors come back as HTML.
pub(crate) const ACCEPT: &str = "application/json";

/// The value of the `X-Tallyfy-Client` header; without it some routes answer 404 `apsh546`.
pub(crate) const CLIENT: &str = "APIClient";

/// How many archived tasks one page of the list brings; Tallyfy gives no more than 100.
const PER_PAGE: &str = "100";

/// One request, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// What is asked for.
    pub method: Method,
    /// Of what.
    pub url: String,
}

impl Request {
    /// Reads a task: `GET …/tasks/{id}`.
    pub(crate) fn find(base: &ApiBase, org: &OrgId, task: &TaskId) -> Self {
        Self {
            method: Method::Get,
            url: task_url(base, org, task, ""),
        }
    }

    /// Archives a task: `DELETE …/tasks/{id}`.
    pub(crate) fn archive(base: &ApiBase, org: &OrgId, task: &TaskId) -> Self {
        Self {
            method: Method::Delete,
            url: task_url(base, org, task, ""),
        }
    }

    /// Restores a task: `PUT …/tasks/{id}/restore`.
    pub(crate) fn restore(base: &ApiBase, org: &OrgId, task: &TaskId) -> Self {
        Self {
            method: Method::Put,
            url: task_url(base, org, task, "/restore"),
        }
    }

    /// Lists archived one-off tasks, newest first, 100 a page (counted from 1): `GET …/tasks?…`.
    ///
    /// Nothing is searched for: a search that leaves the task out would prove nothing about it.
    pub(crate) fn archived(base: &ApiBase, org: &OrgId, page: u32) -> Self {
        let (base, org) = (base.as_str(), org.as_str());
        Self {
            method: Method::Get,
            url: format!(
                "{base}/organizations/{org}/tasks?is_oneoff=true&archived=only&page={page}&per_page={PER_PAGE}&sort=newest"
            ),
        }
    }

    /// The origin that it goes to.
    pub(crate) fn origin(&self) -> &str {
        let host = self.url.find("://").map_or(0, |scheme| scheme + 3);
        let end = self.url[host..].find('/').map_or(self.url.len(), |path| host + path);
        &self.url[..end]
    }

    /// The headers: exactly these three, `Authorization` only where there is a token.
    pub(crate) fn headers(token: Option<&Token>) -> impl Iterator<Item = (&'static str, String)> {
        let authorization = token.map(|token| ("Authorization", token.authorization()));
        [("Accept", ACCEPT.to_owned()), ("X-Tallyfy-Client", CLIENT.to_owned())]
            .into_iter()
            .chain(authorization)
    }
}

fn task_url(base: &ApiBase, org: &OrgId, task: &TaskId, rest: &str) -> String {
    [
        base.as_str(),
        "/organizations/",
        org.as_str(),
        "/tasks/",
        task.as_str(),
        rest,
    ]
    .concat()
}
