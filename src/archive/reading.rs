//! One read: the item is asked for and, if it is not found, looked for in the archived list.

use super::ending::is_in_requested_state;
use super::table::Seen;
use super::{Operation, Outcome, Target};
use crate::tallyfy::{Answer, Content, Page, Problem, ProblemKind, Request, Task};

/// How many pages of the archived list are read. A longer list counts as cut off.
const MOST_PAGES: u32 = 10;

/// A read under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// When its first request was made, on the monotonic clock; infinity until then.
    pub(super) started_at: f64,
    /// Whether the archived list is searched where the item is not found.
    pub(super) searches: bool,
    place: Place,
}

#[derive(Clone, Debug, PartialEq)]
enum Place {
    Item,
    /// This page of the archived list, after the item was not found, with this problem.
    ArchivedList {
        page: u32,
        not_found: Problem,
        is_api_not_found: bool,
    },
}

/// What came of a read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    /// The item.
    Item(Box<Task>),
    /// There is no such item. Where the archived list was not read to its end, `unread` says why.
    NotFound {
        problem: Problem,
        is_api_not_found: bool,
        unread: Option<Problem>,
    },
    /// Neither.
    Failed(Problem),
}

/// How a read goes on after an answer.
pub(super) enum Next {
    Ask(Read),
    Ended(Reading),
}

impl Read {
    pub(super) fn new(searches: bool) -> Self {
        Self {
            started_at: f64::INFINITY,
            searches,
            place: Place::Item,
        }
    }

    /// Makes its first request now, unless that was made.
    pub(super) fn start(&mut self, now_ms: f64) {
        self.started_at = self.started_at.min(now_ms);
    }

    /// The request it is at.
    pub(super) fn request(&self, target: &Target) -> Request {
        match self.place {
            Place::Item => Request::find(&target.base, &target.org, &target.task),
            Place::ArchivedList { page, .. } => Request::archived(&target.base, &target.org, page),
        }
    }

    /// Takes the outcome of that request.
    pub(super) fn advance(self, outcome: Outcome, target: &Target) -> Next {
        match self.place.clone() {
            Place::Item => self.after_item(outcome, target),
            Place::ArchivedList {
                page,
                not_found,
                is_api_not_found,
            } => {
                let unread = match look_through(outcome, page, target) {
                    Search::Found(task) => return Next::Ended(Reading::Item(task)),
                    Search::MorePages => return Next::Ask(self.on_page(page + 1, not_found, is_api_not_found)),
                    Search::End => None,
                    Search::Unread(problem) => Some(problem),
                };
                Next::Ended(Reading::NotFound {
                    problem: not_found,
                    is_api_not_found,
                    unread,
                })
            }
        }
    }

    fn after_item(self, outcome: Outcome, target: &Target) -> Next {
        let answer = match outcome {
            Outcome::Answered(answer) => answer,
            Outcome::Lost(kind) => return Next::Ended(Reading::Failed(Problem::new(kind))),
            Outcome::NotSent(problem) => return Next::Ended(Reading::Failed(problem)),
        };
        if answer.head.is_success()
            && let Some(task) = answer.task(target.task.as_str())
        {
            return Next::Ended(Reading::Item(Box::new(task.clone())));
        }
        if matches!(answer.content, Content::Cut) {
            return Next::Ended(Reading::Failed(Problem {
                status: Some(answer.head.status),
                ..Problem::new(ProblemKind::Unreachable)
            }));
        }
        let is_api_not_found = is_api_not_found(&answer);
        let is_missing = matches!(answer.head.status, 404 | 410);
        let problem = Problem::of_answer(answer);
        match (is_missing, self.searches) {
            (true, true) => Next::Ask(self.on_page(1, problem, is_api_not_found)),
            (true, false) => Next::Ended(Reading::NotFound {
                unread: Some(problem.clone()),
                problem,
                is_api_not_found,
            }),
            (false, _) => Next::Ended(Reading::Failed(problem)),
        }
    }

    fn on_page(self, page: u32, not_found: Problem, is_api_not_found: bool) -> Self {
        Self {
            place: Place::ArchivedList {
                page,
                not_found,
                is_api_not_found,
            },
            ..self
        }
    }
}

impl Reading {
    /// The column of the table.
    pub(super) fn seen(&self, operation: Operation) -> Seen {
        match self {
            Self::Item(task) if is_in_requested_state(task, operation) => Seen::Done,
            Self::Item(_) => Seen::Not,
            Self::NotFound {
                is_api_not_found: true, ..
            } if operation == Operation::Restore => Seen::Not,
            Self::NotFound {
                is_api_not_found: true,
                unread: None,
                ..
            } => Seen::Gone,
            Self::NotFound { .. } | Self::Failed(_) => Seen::Nothing,
        }
    }

    /// What kept it from showing the item, if something did.
    pub(super) fn into_problem(self) -> Option<Problem> {
        match self {
            Self::Item(_) => None,
            Self::NotFound { problem, unread, .. } => Some(unread.unwrap_or(problem)),
            Self::Failed(problem) => Some(problem),
        }
    }
}

fn is_api_not_found(answer: &Answer) -> bool {
    let in_words = matches!(&answer.content, Content::Refusal(refusal) if refusal.is_api_not_found());
    answer.head.status == 404 && in_words
}

/// What one page of the archived list shows.
enum Search {
    /// The item, archived.
    Found(Box<Task>),
    MorePages,
    /// The list was read to its end.
    End,
    /// It was not, for this reason.
    Unread(Problem),
}

fn look_through(outcome: Outcome, page: u32, target: &Target) -> Search {
    let answer = match outcome {
        Outcome::Answered(answer) => answer,
        Outcome::Lost(kind) => return Search::Unread(Problem::new(kind)),
        Outcome::NotSent(problem) => return Search::Unread(problem),
    };
    let status = answer.head.status;
    let unreadable = || {
        Search::Unread(Problem {
            status: Some(status),
            ..Problem::new(ProblemKind::Unreadable)
        })
    };
    let list = match answer {
        Answer {
            content: Content::Page(list),
            ..
        } => list,
        answer => return Search::Unread(Problem::of_answer(answer)),
    };
    let is_it = |task: &&Task| task.id.eq_ignore_ascii_case(target.task.as_str());
    match list.items.iter().find(is_it) {
        Some(task) if task.archived_at.is_some() => Search::Found(Box::new(task.clone())),
        None if is_trustworthy(&list, page) && list.of.is_some_and(|pages| page >= pages) => Search::End,
        None if is_trustworthy(&list, page) && page < MOST_PAGES => Search::MorePages,
        Some(_) | None => unreadable(),
    }
}

/// Whether this is the page that was asked for, of a list of archived items. One that ignores `archived=only` or `page`
/// would prove nothing by what is not in it.
fn is_trustworthy(list: &Page, page: u32) -> bool {
    let is_archived = |task: &Task| task.archived_at.is_some();
    list.unreadable == 0 && list.items.iter().all(is_archived) && list.number == Some(page) && list.of.is_some()
}
