//! What came back: a status, two headers, and whatever of the body can be made sense of.

use super::{Json, Refusal, Task};

/// The most tasks of one page of a list that are looked at; Tallyfy sends no more than 100.
const MAX_ITEMS: usize = 100;

/// An answer, read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiResponse {
    /// The part before the body.
    pub head: Head,
    /// What the body holds.
    pub content: Content,
}

/// The status and the headers that matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Head {
    /// The HTTP status.
    pub status: u16,
    /// `X-Request-Id`, which support asks for. Cross-origin it is only visible where the server exposes it.
    pub request_id: Option<String>,
    /// How many milliseconds to wait before asking again, from `Retry-After`; `None` where missing or unreadable.
    pub retry_after: Option<f64>,
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// One task.
    Task(Box<Task>),
    /// A page of a list.
    Page(Page),
    /// Nothing to make sense of: empty, not JSON, or JSON without a task in it.
    Nothing,
    /// A page of HTML, which no API answers with: a proxy or a sign-in page stood in the way.
    Html,
    /// The reason for a refusal: the body of any status outside 200–299, or a success that refuses in words.
    Refusal(Refusal),
    /// The connection broke before the body was complete.
    Truncated,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    /// The tasks on it.
    pub items: Vec<Task>,
    /// How many entries could not be read as a task, or were more than a page may have.
    pub unreadable: usize,
    /// Which page it is, counted from 1; `None` where the server does not say.
    pub number: Option<u32>,
    /// How many pages there are; `None` where the server does not say.
    pub of: Option<u32>,
}

/// A body as it arrived. [`Json`] has an example.
#[derive(Debug)]
pub(crate) enum Body<'text, J> {
    /// Parsed.
    Json(J),
    /// Neither JSON nor said to be HTML.
    Text(&'text str),
    /// Said to be HTML, and not JSON.
    Html,
    /// Not complete.
    Truncated,
}

impl ApiResponse {
    /// Makes sense of a body. An answer outside 200–299 is a refusal, unless it is HTML or not complete. [`Json`] has an
    /// example.
    pub(crate) fn read<J: Json>(head: Head, body: Body<'_, J>) -> Self {
        let content = match (body, head.is_success()) {
            (Body::Truncated, _) => Content::Truncated,
            (Body::Html, _) => Content::Html,
            (Body::Text(text), _) if text.trim_start().starts_with('<') => Content::Html,
            (Body::Json(json), false) => Content::Refusal(Refusal::read(&json)),
            (Body::Text(text), false) => Content::Refusal(Refusal::read_text(text)),
            (Body::Text(_), true) => Content::Nothing,
            (Body::Json(json), true) if is_refusal(&json) => Content::Refusal(Refusal::read(&json)),
            (Body::Json(json), true) => read_success(&json),
        };
        Self { head, content }
    }

    /// The task in it, where it is the one asked for.
    pub(crate) fn task(&self, id: &str) -> Option<&Task> {
        match &self.content {
            Content::Task(task) if task.id.eq_ignore_ascii_case(id) => Some(task),
            _ => None,
        }
    }
}

impl Head {
    /// Whether the status says that it was done.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Whether a success says that it is none: `error` is `true` or an object, `errors` is not empty, or the message is one
/// of the service's refusals. A task may have any title, that of a refusal too.
fn is_refusal<J: Json>(json: &J) -> bool {
    let has_entries = |value: &J| !value.entries(1).is_empty();
    let error = json.get("error");
    let errors = json.get("errors");
    error.is_some_and(|error| error.boolean() == Some(true) || has_entries(&error))
        || errors.is_some_and(|errors| has_entries(&errors) || errors.items(1).is_some_and(|items| !items.is_empty()))
        || (Task::read(json).is_none() && Refusal::read(json).is_known())
}

fn read_success<J: Json>(json: &J) -> Content {
    let Some(items) = json.get("data").and_then(|data| data.items(MAX_ITEMS + 1)) else {
        return Task::read(json).map_or(Content::Nothing, |task| Content::Task(Box::new(task)));
    };
    let pagination = json.get("meta").and_then(|meta| meta.get("pagination"));
    let number = |key: &str| pagination.as_ref()?.get(key)?.number().and_then(count);
    let tasks: Vec<Task> = items.iter().take(MAX_ITEMS).filter_map(Task::read_bare).collect();
    Content::Page(Page {
        unreadable: items.len() - tasks.len(),
        items: tasks,
        number: number("current_page"),
        of: number("total_pages"),
    })
}

/// A number of pages.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked first"
)]
fn count(number: f64) -> Option<u32> {
    (number % 1.0 == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}
