//! An operation under way: where it is, and how long it may still wait.

use super::{Moment, Operation, Target};
use crate::tallyfy::{Head, Problem, Request, Task};

/// The longest single wait: two minutes. A person who is told "in an hour" should not sit before a bar.
const LONGEST_WAIT: f64 = 120_000.0;

/// How often an operation waits before it gives up.
const MOST_WAITS: u8 = 3;

/// An operation under way.
///
/// ```
/// use tallyfy_archive::archive::{Input, Machine, Moment, Phase, Step, Target};
/// use tallyfy_archive::tallyfy::{ApiBase, OrgId, TaskId};
///
/// let target = Target {
///     base: ApiBase::parse("/api", "https://admin.example").unwrap(),
///     org: OrgId::parse("0a1b").unwrap(),
///     task: TaskId::parse("2c3d").unwrap(),
/// };
/// let mut machine = Machine::default();
/// machine.step(Moment { now: 0.0, chance: 0.5 }, Input::Find(target));
/// assert!(matches!(machine.phase(), Phase::Busy(busy) if busy.step == Step::Read && !busy.sent));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Busy {
    /// What was set out to do.
    pub operation: Operation,
    /// Which request of it is under way.
    pub step: Step,
    /// Whether that request is on its way and may be carried out.
    pub sent: bool,
    /// When it was asked, milliseconds since 1970: the answer may show what was so then.
    pub(super) asked: f64,
    /// The wait before it is sent again, if there is one.
    pub pause: Option<Pause>,
    /// How often was waited.
    pub(super) waits: u8,
    /// Whether the task is to be archived as soon as it is found.
    pub(super) then_archive: bool,
}

/// One request of an operation.
///
/// ```
/// use tallyfy_archive::archive::Step;
/// use tallyfy_archive::tallyfy::{Kind, Problem};
///
/// let first_page = Step::Search(1, Problem::new(Kind::NotFound));
/// assert_ne!(first_page, Step::Read);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Reading the task.
    Read,
    /// Looking for it among the archived ones (this page), after it was not found (this problem).
    Search(u32, Problem),
    /// Archiving or restoring it.
    Change,
    /// Reading it again, because the change ended in doubt.
    Reread(Doubt),
    /// Looking for it among the archived ones (this page), because reading it again did not find it.
    Research(u32, Doubt),
}

/// Why it is not known whether a change was made.
///
/// ```
/// use tallyfy_archive::archive::Doubt;
/// use tallyfy_archive::tallyfy::{Kind, Problem};
///
/// let doubt = Doubt { problem: Problem::new(Kind::Timeout), open_until: 30_000.0, obstacle: None };
/// assert_eq!(doubt.problem.kind, Kind::Timeout);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// The first problem.
    pub problem: Problem,
    /// Until this moment (milliseconds since 1970) a server may still be carrying out the request. Where the other side
    /// ended the exchange nobody is at work any more. Where this side (time-out, cancelled, offline) or a gateway
    /// (504) gave up, a request is taken to be dead after another time-out has passed.
    pub open_until: f64,
    /// What kept the last look at the task from telling.
    pub obstacle: Option<Problem>,
}

/// A wait that the server asked for.
///
/// ```
/// use tallyfy_archive::archive::Pause;
///
/// let pause = Pause { until: 2_000.0 };
/// assert!(pause.until > 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pause {
    /// When it ends, milliseconds since 1970.
    pub until: f64,
}

impl Busy {
    pub(super) fn new(operation: Operation, step: Step) -> Self {
        Self {
            operation,
            step,
            sent: false,
            asked: 0.0,
            pause: None,
            waits: 0,
            then_archive: false,
        }
    }

    /// The request of the current step.
    pub(super) fn request(&self, target: &Target, task: Option<&Task>) -> Request {
        let Target { base, org, task: id } = target;
        let title = task.and_then(|task| task.title.as_deref());
        match (&self.step, self.operation) {
            (Step::Search(page, _), _) => Request::archived(base, org, None, *page),
            (Step::Research(page, _), _) => Request::archived(base, org, title, *page),
            (Step::Change, Operation::Restore) => Request::restore(base, org, id),
            (Step::Change, Operation::Archive) => Request::archive(base, org, id),
            _ => Request::find(base, org, id),
        }
    }

    /// How long to wait before asking again, where the answer says that nothing was done and that one may.
    ///
    /// 429 and 503 were not carried out. Where `Retry-After` cannot be read it is 1, 2 and 4 seconds, up to a quarter
    /// more or less.
    pub(super) fn wait_after(&self, head: &Head, moment: Moment) -> Option<f64> {
        if !matches!(head.status, 429 | 503) || self.waits >= MOST_WAITS {
            return None;
        }
        let backoff = 1_000.0 * f64::from(1 << self.waits) * (0.75 + moment.chance / 2.0);
        Some(head.retry_after.unwrap_or(backoff)).filter(|wait| *wait <= LONGEST_WAIT)
    }
}
