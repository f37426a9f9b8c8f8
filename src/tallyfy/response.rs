//! A parsed response: the status, two headers, and what was recognized in the body.

use super::{Json, Refusal, Task};

/// Limit for the tasks of one page of a list; Tallyfy sends at most 100.
const MAX_ITEMS: usize = 100;

/// A parsed response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiResponse {
    /// Status and headers.
    pub head: Head,
    /// What the body contains.
    pub content: Content,
}

/// The status and the headers that are used.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Head {
    /// HTTP status.
    pub status: u16,
    /// `X-Request-Id`, for support. Cross-origin it is visible only if the server exposes it.
    pub request_id: Option<String>,
    /// `Retry-After` in milliseconds; `None` if it is missing or invalid.
    pub retry_after: Option<f64>,
}

/// What a body contains.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// One task.
    Task(Box<Task>),
    /// A page of a list.
    Page(Page),
    /// Empty, not JSON, or JSON without a task.
    Nothing,
    /// HTML, which the API never sends: it comes from a proxy or a sign-in page.
    Html,
    /// An error body: that of any status outside 200–299, or of a 2xx that reports an error.
    Refusal(Refusal),
    /// The connection was lost before the body was complete.
    Truncated,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    /// The tasks on it.
    pub items: Vec<Task>,
    /// Number of entries that are not tasks or exceed the limit.
    pub unreadable: usize,
    /// Page number, from 1; `None` if the server does not send it.
    pub number: Option<u32>,
    /// Total number of pages; `None` if the server does not send it.
    pub total: Option<u32>,
}

/// A body before it is interpreted.
#[derive(Debug)]
pub(crate) enum Body<'text, J> {
    /// Parsed JSON.
    Json(J),
    /// Neither JSON nor declared as HTML.
    Text(&'text str),
    /// Declared as HTML, and not JSON.
    Html,
    /// Incomplete.
    Truncated,
}

impl ApiResponse {
    /// Interprets a body. A response outside 200–299 is a refusal, unless its body is HTML or incomplete.
    pub(crate) fn parse<J: Json>(head: Head, body: Body<'_, J>) -> Self {
        let content = match (body, head.is_success()) {
            (Body::Truncated, _) => Content::Truncated,
            (Body::Html, _) => Content::Html,
            (Body::Text(text), _) if text.trim_start().starts_with('<') => Content::Html,
            (Body::Json(json), false) => Content::Refusal(Refusal::from_json(&json)),
            (Body::Text(text), false) => Content::Refusal(Refusal::from_text(text)),
            (Body::Text(_), true) => Content::Nothing,
            (Body::Json(json), true) if is_refusal(&json) => Content::Refusal(Refusal::from_json(&json)),
            (Body::Json(json), true) => parse_success(&json),
        };
        Self { head, content }
    }

    /// The task, if it has this ID.
    pub(crate) fn task(&self, id: &str) -> Option<&Task> {
        match &self.content {
            Content::Task(task) if task.id.eq_ignore_ascii_case(id) => Some(task),
            _ => None,
        }
    }
}

impl Head {
    /// Whether the status is 2xx.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Whether a 2xx reports an error: `error` is `true` or an object, `errors` is not empty, or the message is a known
/// refusal. Messages of tasks are ignored: the title of a task may be any text.
fn is_refusal<J: Json>(json: &J) -> bool {
    let has_entries = |value: &J| !value.entries(1).is_empty();
    let error = json.get("error");
    let errors = json.get("errors");
    error.is_some_and(|error| error.boolean() == Some(true) || has_entries(&error))
        || errors.is_some_and(|errors| has_entries(&errors) || errors.items(1).is_some_and(|items| !items.is_empty()))
        || (Task::from_json(json).is_none() && Refusal::from_json(json).is_known())
}

fn parse_success<J: Json>(json: &J) -> Content {
    let Some(items) = json.get("data").and_then(|data| data.items(MAX_ITEMS + 1)) else {
        return Task::from_json(json).map_or(Content::Nothing, |task| Content::Task(Box::new(task)));
    };
    let pagination = json.get("meta").and_then(|meta| meta.get("pagination"));
    let number = |key: &str| pagination.as_ref()?.get(key)?.number().and_then(count);
    let tasks: Vec<Task> = items.iter().take(MAX_ITEMS).filter_map(Task::from_bare_json).collect();
    Content::Page(Page {
        unreadable: items.len() - tasks.len(),
        items: tasks,
        number: number("current_page"),
        total: number("total_pages"),
    })
}

/// A page number or a number of pages.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked first"
)]
fn count(number: f64) -> Option<u32> {
    (number % 1.0 == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}
