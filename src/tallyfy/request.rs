//! Requests as values: method, URL and headers.

use super::{ApiBase, Method, OrgId, TaskId, Token, base};

/// Value of the `Accept` header. Without it, errors are HTML.
pub(crate) const ACCEPT: &str = "application/json";

/// Value of the `X-Tallyfy-Client` header. Without it, some routes return 404 `apsh546`.
pub(crate) const CLIENT: &str = "APIClient";

/// Page size of the archived list; Tallyfy's maximum.
const PER_PAGE: &str = "100";

/// One request, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// HTTP method.
    pub method: Method,
    /// Absolute URL.
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
    /// Without `q`: a search that does not find the task would not prove that it is not in the archive.
    pub(crate) fn archived(base: &ApiBase, org: &OrgId, page: u32) -> Self {
        let (base, org) = (base.as_str(), org.as_str());
        Self {
            method: Method::Get,
            url: format!(
                "{base}/organizations/{org}/tasks?is_oneoff=true&archived=only&page={page}&per_page={PER_PAGE}&sort=newest"
            ),
        }
    }

    /// The origin of the URL.
    pub(crate) fn origin(&self) -> &str {
        base::origin(&self.url)
    }

    /// The headers; `Authorization` only with a token.
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
