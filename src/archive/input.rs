//! What the machine is told.

use super::Operation;
use crate::tallyfy::{Answer, ApiBase, Kind, OrgId, Problem, TaskId};

/// Which task, where.
///
/// ```
/// use tallyfy_archive::archive::Target;
/// use tallyfy_archive::tallyfy::{ApiBase, OrgId, TaskId};
///
/// let target = Target {
///     base: ApiBase::parse("/api", "https://admin.example").unwrap(),
///     org: OrgId::parse("0a1b").unwrap(),
///     task: TaskId::parse("2c3d").unwrap(),
/// };
/// assert_eq!(target.base.as_str(), "https://admin.example/api");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where the API is.
    pub base: ApiBase,
    /// The organization.
    pub org: OrgId,
    /// The task.
    pub task: TaskId,
}

/// When an input arrives.
///
/// ```
/// use tallyfy_archive::archive::Moment;
///
/// let moment = Moment { now: 1_700_000_000_000.0, chance: 0.25 };
/// assert!(moment.chance < 1.0);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub now: f64,
    /// A random number from 0 to 1, so that many pages that were told to wait do not come back together.
    pub chance: f64,
}

/// What happened.
///
/// ```
/// use tallyfy_archive::archive::{Input, Machine, Moment, State};
///
/// let mut machine = Machine::default();
/// machine.step(Moment { now: 0.0, chance: 0.5 }, Input::Restore);
/// assert_eq!(machine.state(), State::Idle, "there is nothing to restore");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Somebody wants to see a task.
    Find(Target),
    /// Somebody wants it archived; it is found first unless it is the one in review.
    Archive(Target),
    /// The page was asked, and this is whether the task may be archived.
    Permitted(bool),
    /// Somebody wants the archived task back.
    Restore,
    /// Somebody wants to know how an unknown outcome turned out.
    Check,
    /// Somebody gives up waiting.
    Cancel,
    /// The element is gone from the page.
    Leave,
    /// Somebody starts over, or other ids were given.
    Reset,
    /// What was asked cannot be asked; nothing was sent.
    Refuse(Operation, Problem),
    /// The request with this ticket is on its way: from now on it may be carried out.
    Sent(u32),
    /// The request with this ticket came to an end.
    Ended(u32, Outcome),
    /// The wait with this ticket is over.
    Elapsed(u32),
}

/// How a request came to an end.
///
/// ```
/// use tallyfy_archive::archive::{Input, Machine, Moment, Outcome, State};
/// use tallyfy_archive::tallyfy::Kind;
///
/// let mut machine = Machine::default();
/// let lost = Input::Ended(1, Outcome::Lost(Kind::Offline));
/// machine.step(Moment { now: 0.0, chance: 0.5 }, lost);
/// assert_eq!(machine.state(), State::Idle, "nothing was asked under this ticket");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// With an answer.
    Answered(Answer),
    /// Without one; what the browser's part in it was.
    Lost(Kind),
    /// It was never sent.
    NotSent(Problem),
}
