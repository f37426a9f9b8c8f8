//! What came back: a status, two headers, and whatever of the body can be made sense of.

use super::{Json, Refusal, Task};

/// The most tasks of one page of a list that are looked at; Tallyfy sends no more than 100.
const MOST: usize = 100;

/// An answer, read.
///
/// ```
/// use tallyfy_archive::tallyfy::{Answer, Content, Head};
///
/// let head = Head { status: 204, ..Head::default() };
/// let done = Answer { head, content: Content::Nothing };
/// assert!(done.head.is_success());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The part before the body.
    pub head: Head,
    /// What the body holds.
    pub content: Content,
}

/// The status and the headers that matter.
///
/// ```
/// use tallyfy_archive::tallyfy::Head;
///
/// let wait = Head { status: 429, retry_after: Some(2_000.0), ..Head::default() };
/// assert!(!wait.is_success());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The HTTP status.
    pub status: u16,
    /// `X-Request-Id`, which support asks for. Cross-origin it is only visible where the server exposes it.
    pub request_id: Option<String>,
    /// How many milliseconds to wait before asking again, from `Retry-After`; `None` where missing or unreadable.
    pub retry_after: Option<f64>,
}

/// What a body holds.
///
/// ```
/// use tallyfy_archive::tallyfy::{Content, Task};
///
/// let content = Content::Page(vec![Task::default()], 1);
/// assert!(matches!(content, Content::Page(tasks, _) if tasks.len() == 1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// One task.
    Task(Box<Task>),
    /// A page of a list, and how many pages there are.
    Page(Vec<Task>, u32),
    /// Nothing to make sense of: empty, not JSON, or JSON without a task in it.
    Nothing,
    /// A page of HTML, which no API answers with: a proxy or a sign-in page stood in the way.
    Html,
    /// The reason for a refusal.
    Refusal(Refusal),
    /// The connection broke before the body was complete.
    Cut,
}

/// A body as it arrived. [`Json`] has an example.
#[derive(Debug)]
pub enum Body<'text, J> {
    /// Parsed.
    Json(J),
    /// Not JSON.
    Text(&'text str),
    /// Not complete.
    Cut,
}

impl Answer {
    /// Makes sense of a body. An answer outside 200–299 is a refusal, whatever it holds. [`Json`] has an example.
    pub fn read<J: Json>(head: Head, body: Body<'_, J>) -> Self {
        let content = match (body, head.is_success()) {
            (Body::Cut, true) => Content::Cut,
            (Body::Cut, false) => Content::Refusal(Refusal::default()),
            (Body::Json(json), false) => Content::Refusal(Refusal::read(&json)),
            (Body::Text(text), false) => Content::Refusal(Refusal::read_text(text)),
            (Body::Text(text), true) if text.trim_start().starts_with('<') => Content::Html,
            (Body::Text(_), true) => Content::Nothing,
            (Body::Json(json), true) => read_success(&json),
        };
        Self { head, content }
    }

    /// The task in it, where it is the one asked for.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{Answer, Content, Head, Task};
    ///
    /// let task = Task { id: "0a1b".to_owned(), ..Task::default() };
    /// let answer = Answer { head: Head::default(), content: Content::Task(Box::new(task)) };
    /// assert!(answer.task("0A1B").is_some());
    /// assert!(answer.task("another").is_none());
    /// ```
    pub fn task(&self, id: &str) -> Option<&Task> {
        match &self.content {
            Content::Task(task) if task.id.eq_ignore_ascii_case(id) => Some(task),
            _ => None,
        }
    }
}

impl Head {
    /// Whether the status says that it was done.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::Head;
    ///
    /// assert!(Head { status: 204, ..Head::default() }.is_success());
    /// assert!(!Head { status: 304, ..Head::default() }.is_success());
    /// ```
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

fn read_success<J: Json>(json: &J) -> Content {
    if let Some(items) = json.get("data").and_then(|data| data.items(MOST)) {
        let pages = json
            .get("meta")
            .and_then(|meta| meta.get("pagination"))
            .and_then(|page| page.get("total_pages"));
        let mut tasks = Vec::new();
        for item in &items {
            if let Some(task) = Task::read_bare(item) {
                tasks.push(task);
            }
        }
        return Content::Page(tasks, pages_of(pages));
    }
    Task::read(json).map_or(Content::Nothing, |task| Content::Task(Box::new(task)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is meant"
)]
fn pages_of<J: Json>(pages: Option<J>) -> u32 {
    pages.and_then(|pages| pages.number()).map_or(1, |pages| pages as u32)
}
