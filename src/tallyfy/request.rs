//! Requests as values: which method goes to which URL. Sending them is somebody else's work.

use super::{ApiBase, Method, OrgId, TaskId, Token};

/// The value of the `Accept` header; without it errors come back as HTML.
///
/// ```
/// assert_eq!(tallyfy_archive::tallyfy::ACCEPT, "application/json");
/// ```
pub const ACCEPT: &str = "application/json";

/// The value of the `X-Tallyfy-Client` header; without it some routes answer 404 `apsh546`.
///
/// ```
/// assert_eq!(tallyfy_archive::tallyfy::CLIENT, "APIClient");
/// ```
pub const CLIENT: &str = "APIClient";

/// How many archived tasks one page of the list brings; Tallyfy gives no more than 100.
const PER_PAGE: &str = "100";

/// One request, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// Of what.
    pub url: String,
}

impl Request {
    /// Reads a task: `GET …/tasks/{id}`.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{ApiBase, OrgId, Request, TaskId};
    ///
    /// let base = ApiBase::parse("https://tallyfy.example/api", "").unwrap();
    /// let (org, task) = (OrgId::parse("0a1b")?, TaskId::parse("2c3d")?);
    /// assert!(Request::find(&base, &org, &task).url.ends_with("/organizations/0a1b/tasks/2c3d"));
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    pub fn find(base: &ApiBase, org: &OrgId, task: &TaskId) -> Self {
        Self {
            method: Method::Get,
            url: task_url(base, org, task, ""),
        }
    }

    /// Archives a task: `DELETE …/tasks/{id}`.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{ApiBase, Method, OrgId, Request, TaskId};
    ///
    /// let base = ApiBase::parse("https://tallyfy.example/api", "").unwrap();
    /// let (org, task) = (OrgId::parse("0a1b")?, TaskId::parse("2c3d")?);
    /// assert_eq!(Request::archive(&base, &org, &task).method, Method::Delete);
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    pub fn archive(base: &ApiBase, org: &OrgId, task: &TaskId) -> Self {
        Self {
            method: Method::Delete,
            url: task_url(base, org, task, ""),
        }
    }

    /// Restores a task: `PUT …/tasks/{id}/restore`.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{ApiBase, OrgId, Request, TaskId};
    ///
    /// let base = ApiBase::parse("https://tallyfy.example/api", "").unwrap();
    /// let (org, task) = (OrgId::parse("0a1b")?, TaskId::parse("2c3d")?);
    /// assert!(Request::restore(&base, &org, &task).url.ends_with("/tasks/2c3d/restore"));
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    pub fn restore(base: &ApiBase, org: &OrgId, task: &TaskId) -> Self {
        Self {
            method: Method::Put,
            url: task_url(base, org, task, "/restore"),
        }
    }

    /// Lists archived one-off tasks, newest first, 100 a page (counted from 1): `GET …/tasks?…`.
    ///
    /// Nothing is searched for: a search that leaves the task out would prove nothing about it.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{ApiBase, OrgId, Request};
    ///
    /// let base = ApiBase::parse("https://tallyfy.example/api", "").unwrap();
    /// let list = Request::archived(&base, &OrgId::parse("0a1b")?, 2);
    /// assert!(list.url.contains("archived=only&page=2&per_page=100"));
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    pub fn archived(base: &ApiBase, org: &OrgId, page: u32) -> Self {
        let (base, org) = (base.as_str(), org.as_str());
        Self {
            method: Method::Get,
            url: format!(
                "{base}/organizations/{org}/tasks?is_oneoff=true&archived=only&page={page}&per_page={PER_PAGE}&sort=newest"
            ),
        }
    }

    /// The origin that it goes to.
    pub fn origin(&self) -> &str {
        let host = self.url.find("://").map_or(0, |scheme| scheme + 3);
        let end = self.url[host..].find('/').map_or(self.url.len(), |path| host + path);
        &self.url[..end]
    }

    /// The headers: exactly these three, `Authorization` only where there is a token.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{Request, Token};
    ///
    /// assert_eq!(Request::headers(None).count(), 2);
    /// assert_eq!(Request::headers(Token::parse("secret").ok().as_ref()).count(), 3);
    /// ```
    pub fn headers(token: Option<&Token>) -> impl Iterator<Item = (&'static str, String)> {
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
