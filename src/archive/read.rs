//! Reads an item: a GET of it and, if it is not found, a search of the archived list.

use super::ending::is_in_requested_state;
use super::table::Observation;
use super::{Operation, Outcome, Target};
use crate::tallyfy::{ApiResponse, Content, Page, Problem, ProblemKind, Request, Task};

/// Limit for the pages of the archived list. A longer list counts as unread.
const MAX_PAGES: u32 = 10;

/// A read in progress.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// When its first request was sent, in milliseconds on the monotonic clock; infinity until then.
    pub(super) started_at: f64,
    /// Whether to search the archived list if the item is not found.
    pub(super) searches_archive: bool,
    cursor: Cursor,
}

#[derive(Clone, Debug, PartialEq)]
enum Cursor {
    Item,
    /// This page of the archived list, after the GET of the item failed with `not_found`.
    ArchivedList {
        page: u32,
        not_found: Problem,
        is_api_not_found: bool,
    },
}

/// The result of a read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ReadResult {
    /// The item.
    Item(Box<Task>),
    /// Not found. If the archived list was not read to its end, `archive_error` is the reason.
    NotFound {
        problem: Problem,
        is_api_not_found: bool,
        archive_error: Option<Problem>,
    },
    /// Anything else.
    Failed(Problem),
}

/// The next step of a read.
pub(super) enum ReadStep {
    Request(Read),
    Finished(ReadResult),
}

impl Read {
    pub(super) fn new(searches_archive: bool) -> Self {
        Self {
            started_at: f64::INFINITY,
            searches_archive,
            cursor: Cursor::Item,
        }
    }

    /// Records when the first request is sent.
    pub(super) fn start(&mut self, now_ms: f64) {
        self.started_at = self.started_at.min(now_ms);
    }

    /// The current request.
    pub(super) fn request(&self, target: &Target) -> Request {
        match self.cursor {
            Cursor::Item => Request::find(&target.base, &target.org, &target.task),
            Cursor::ArchivedList { page, .. } => Request::archived(&target.base, &target.org, page),
        }
    }

    /// Processes the outcome of the current request.
    pub(super) fn advance(self, outcome: Outcome, target: &Target) -> ReadStep {
        match self.cursor.clone() {
            Cursor::Item => self.after_item(outcome, target),
            Cursor::ArchivedList {
                page,
                not_found,
                is_api_not_found,
            } => {
                let archive_error = match search_page(outcome, page, target) {
                    Search::Found(task) => return ReadStep::Finished(ReadResult::Item(task)),
                    Search::MorePages => {
                        return ReadStep::Request(self.with_page(page + 1, not_found, is_api_not_found));
                    }
                    Search::NotListed => None,
                    Search::Failed(problem) => Some(problem),
                };
                ReadStep::Finished(ReadResult::NotFound {
                    problem: not_found,
                    is_api_not_found,
                    archive_error,
                })
            }
        }
    }

    fn after_item(self, outcome: Outcome, target: &Target) -> ReadStep {
        let response = match outcome {
            Outcome::Response(response) => response,
            Outcome::NoResponse(kind) => return ReadStep::Finished(ReadResult::Failed(Problem::new(kind))),
            Outcome::NotSent(problem) => return ReadStep::Finished(ReadResult::Failed(problem)),
        };
        if response.head.is_success()
            && let Some(task) = response.task(target.task.as_str())
        {
            return ReadStep::Finished(ReadResult::Item(Box::new(task.clone())));
        }
        if matches!(response.content, Content::Truncated) {
            return ReadStep::Finished(ReadResult::Failed(Problem {
                status: Some(response.head.status),
                ..Problem::new(ProblemKind::Unreachable)
            }));
        }
        let is_api_not_found = is_api_not_found(&response);
        let is_missing = matches!(response.head.status, 404 | 410);
        let problem = Problem::from_response(response);
        match (is_missing, self.searches_archive) {
            (true, true) => ReadStep::Request(self.with_page(1, problem, is_api_not_found)),
            (true, false) => ReadStep::Finished(ReadResult::NotFound {
                archive_error: Some(problem.clone()),
                problem,
                is_api_not_found,
            }),
            (false, _) => ReadStep::Finished(ReadResult::Failed(problem)),
        }
    }

    fn with_page(self, page: u32, not_found: Problem, is_api_not_found: bool) -> Self {
        Self {
            cursor: Cursor::ArchivedList {
                page,
                not_found,
                is_api_not_found,
            },
            ..self
        }
    }
}

impl ReadResult {
    /// The column of the table for this result.
    pub(super) fn observation(&self, operation: Operation) -> Observation {
        match self {
            Self::Item(task) if is_in_requested_state(task, operation) => Observation::Done,
            Self::Item(_) => Observation::NotDone,
            Self::NotFound {
                is_api_not_found: true, ..
            } if operation == Operation::Restore => Observation::NotDone,
            Self::NotFound {
                is_api_not_found: true,
                archive_error: None,
                ..
            } => Observation::Gone,
            Self::NotFound { .. } | Self::Failed(_) => Observation::Nothing,
        }
    }

    /// Why the item was not read, if it was not.
    pub(super) fn into_problem(self) -> Option<Problem> {
        match self {
            Self::Item(_) => None,
            Self::NotFound {
                problem, archive_error, ..
            } => Some(archive_error.unwrap_or(problem)),
            Self::Failed(problem) => Some(problem),
        }
    }
}

fn is_api_not_found(response: &ApiResponse) -> bool {
    let is_refusal = matches!(&response.content, Content::Refusal(refusal) if refusal.is_api_not_found());
    response.head.status == 404 && is_refusal
}

/// The result of searching one page of the archived list.
enum Search {
    /// The page contains the item, archived.
    Found(Box<Task>),
    MorePages,
    /// The list was read to its end, without the item.
    NotListed,
    /// The page could not be read.
    Failed(Problem),
}

fn search_page(outcome: Outcome, page: u32, target: &Target) -> Search {
    let response = match outcome {
        Outcome::Response(response) => response,
        Outcome::NoResponse(kind) => return Search::Failed(Problem::new(kind)),
        Outcome::NotSent(problem) => return Search::Failed(problem),
    };
    let status = response.head.status;
    let unreadable = || {
        Search::Failed(Problem {
            status: Some(status),
            ..Problem::new(ProblemKind::Unreadable)
        })
    };
    let list = match response {
        ApiResponse {
            content: Content::Page(list),
            ..
        } => list,
        response => return Search::Failed(Problem::from_response(response)),
    };
    let is_it = |task: &&Task| task.id.eq_ignore_ascii_case(target.task.as_str());
    match list.items.iter().find(is_it) {
        Some(task) if task.archived_at.is_some() => Search::Found(Box::new(task.clone())),
        None if is_trustworthy(&list, page) && list.total.is_some_and(|pages| page >= pages) => Search::NotListed,
        None if is_trustworthy(&list, page) && page < MAX_PAGES => Search::MorePages,
        Some(_) | None => unreadable(),
    }
}

/// Whether this is the requested page of a list of archived items. If the server ignores `archived=only` or `page`, an
/// item that is not in the list may still be archived.
fn is_trustworthy(list: &Page, page: u32) -> bool {
    let is_archived = |task: &Task| task.archived_at.is_some();
    list.unreadable == 0 && list.items.iter().all(is_archived) && list.number == Some(page) && list.total.is_some()
}
