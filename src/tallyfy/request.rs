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

/// How many characters of a title are searched for: enough to find it, and short enough for any server's URL limit.
const LONGEST_QUERY: usize = 60;

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

    /// Lists archived one-off tasks, those with `title` in their title where one is given: `GET …/tasks?…`.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{ApiBase, OrgId, Request};
    ///
    /// let base = ApiBase::parse("https://tallyfy.example/api", "").unwrap();
    /// let list = Request::archived(&base, &OrgId::parse("0a1b")?, Some("Plan & go"), 1);
    /// assert!(list.url.contains("archived=only&q=Plan%20%26%20go&page=1"));
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    pub fn archived(base: &ApiBase, org: &OrgId, title: Option<&str>, page: u32) -> Self {
        let mut url = [
            base.as_str(),
            "/organizations/",
            org.as_str(),
            "/tasks?is_oneoff=true&archived=only",
        ]
        .concat();
        if let Some(title) = title {
            url.push_str("&q=");
            push_encoded(&mut url, &title.chars().take(LONGEST_QUERY).collect::<String>());
        }
        url.push_str("&page=");
        url.push_str(&page.to_string());
        url.push_str("&per_page=");
        url.push_str(PER_PAGE);
        url.push_str("&sort=newest");
        Self {
            method: Method::Get,
            url,
        }
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

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn push_encoded(url: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.push(char::from(HEX[usize::from(byte >> 4)]));
            url.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}
