//! The machine: what it is told, and what can be seen of it. How operations go on is in `operations`.

use super::{Effect, Event, Input, Moment, Operation, Phase, State, Target};
use crate::tallyfy::{Problem, Task};

/// Archives one task at a time.
///
/// ```
/// use tallyfy_archive::archive::{Effect, Input, Machine, Moment, Outcome, State, Target};
/// use tallyfy_archive::tallyfy::{Answer, ApiBase, Content, Head, OrgId, Task, TaskId};
///
/// let target = Target {
///     base: ApiBase::parse("/api", "https://admin.example").unwrap(),
///     org: OrgId::parse("0a1b").unwrap(),
///     task: TaskId::parse("2c3d").unwrap(),
/// };
/// let now = Moment { now: 0.0, chance: 0.5 };
/// let mut machine = Machine::default();
/// let effects = machine.step(now, Input::Find(target));
/// let Effect::Send(ticket, request) = &effects[0] else { unreachable!() };
/// assert_eq!(request.url, "https://admin.example/api/organizations/0a1b/tasks/2c3d");
///
/// let head = Head { status: 200, ..Head::default() };
/// let task = Task { id: "2c3d".to_owned(), ..Task::default() };
/// let answer = Answer { head, content: Content::Task(Box::new(task)) };
/// machine.step(now, Input::Ended(*ticket, Outcome::Answered(answer)));
/// assert_eq!(machine.state(), State::Review);
/// ```
#[derive(Clone, Debug)]
pub struct Machine {
    pub(super) phase: Phase,
    pub(super) target: Option<Target>,
    pub(super) task: Option<Task>,
    pub(super) effects: Vec<Effect>,
    pub(super) ticket: u32,
    /// When the input at hand arrived.
    pub(super) now: f64,
    /// How many milliseconds a request that was given up may still be carried out.
    pub(super) patience: f64,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            phase: Phase::Idle,
            target: None,
            task: None,
            effects: Vec::new(),
            ticket: 0,
            now: 0.0,
            patience: 30_000.0,
        }
    }
}

impl Machine {
    /// The state a page sees.
    ///
    /// ```
    /// use tallyfy_archive::archive::{Machine, State};
    ///
    /// assert_eq!(Machine::default().state(), State::Idle);
    /// ```
    pub fn state(&self) -> State {
        self.phase.state()
    }

    /// The state, with what belongs to it.
    ///
    /// ```
    /// use tallyfy_archive::archive::{Machine, Phase};
    ///
    /// assert_eq!(Machine::default().phase(), &Phase::Idle);
    /// ```
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The task as it was last seen.
    ///
    /// ```
    /// assert!(tallyfy_archive::archive::Machine::default().task().is_none());
    /// ```
    pub fn task(&self) -> Option<&Task> {
        self.task.as_ref()
    }

    /// Which task was asked for.
    ///
    /// ```
    /// assert!(tallyfy_archive::archive::Machine::default().target().is_none());
    /// ```
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// The operation and its problem, where there is one.
    ///
    /// ```
    /// use tallyfy_archive::archive::{Input, Machine, Moment, Operation};
    /// use tallyfy_archive::tallyfy::{Kind, Problem};
    ///
    /// let mut machine = Machine::default();
    /// let refuse = Input::Refuse(Operation::Find, Problem::new(Kind::BadInput));
    /// machine.step(Moment { now: 0.0, chance: 0.5 }, refuse);
    /// assert!(matches!(machine.problem(), Some((Operation::Find, problem)) if problem.kind == Kind::BadInput));
    /// ```
    pub fn problem(&self) -> Option<(Operation, &Problem)> {
        match &self.phase {
            Phase::Refused { operation, problem } => Some((*operation, problem)),
            Phase::Unknown { operation, doubt } => Some((*operation, &doubt.problem)),
            _ => None,
        }
    }

    /// What kept the last look at the task from telling how an unknown outcome turned out.
    ///
    /// ```
    /// assert!(tallyfy_archive::archive::Machine::default().obstacle().is_none());
    /// ```
    pub fn obstacle(&self) -> Option<&Problem> {
        match &self.phase {
            Phase::Unknown { doubt, .. } => doubt.obstacle.as_ref(),
            _ => None,
        }
    }

    /// Says how many milliseconds one request may take, which is also how long one that was given up may live on.
    ///
    /// ```
    /// tallyfy_archive::archive::Machine::default().set_patience(10_000.0);
    /// ```
    pub fn set_patience(&mut self, milliseconds: f64) {
        self.patience = milliseconds;
    }

    /// Takes one input, and answers with what is to be done, in this order. An input that makes no sense in the
    /// current state, or answers a question no longer asked, changes nothing.
    ///
    /// ```
    /// use tallyfy_archive::archive::{Input, Machine, Moment, Operation, State};
    /// use tallyfy_archive::tallyfy::{Kind, Problem};
    ///
    /// let mut machine = Machine::default();
    /// let refuse = Input::Refuse(Operation::Find, Problem::new(Kind::BadInput));
    /// machine.step(Moment { now: 0.0, chance: 0.5 }, refuse);
    /// assert_eq!(machine.state(), State::Refused);
    /// ```
    pub fn step(&mut self, moment: Moment, input: Input) -> Vec<Effect> {
        let previous = self.state();
        self.now = moment.now;
        match input {
            Input::Find(target) if !previous.is_busy() => self.find(target, false),
            Input::Archive(target) if !previous.is_busy() => self.archive(target),
            Input::Permitted(permitted) if matches!(self.phase, Phase::Review { asking: true }) => {
                self.permit(permitted);
            }
            Input::Restore => self.restore(),
            Input::Check => self.check(),
            Input::Cancel => self.give_up(moment, true),
            Input::Leave => self.give_up(moment, false),
            Input::Reset => self.reset(),
            Input::Refuse(operation, problem) if !previous.is_busy() => {
                self.target = None;
                self.task = None;
                self.settle(Phase::Refused { operation, problem });
            }
            Input::Sent(ticket) if ticket == self.ticket => {
                if let Phase::Busy(busy) = &mut self.phase {
                    busy.sent = true;
                }
            }
            Input::Ended(ticket, outcome) if ticket == self.ticket => self.judge(moment, outcome),
            Input::Elapsed(ticket) if ticket == self.ticket => self.resume(),
            _ => {}
        }
        let state = self.state();
        let mut effects = core::mem::take(&mut self.effects);
        if state != previous {
            let first_event = effects
                .iter()
                .position(|effect| matches!(effect, Effect::Announce(_) | Effect::Ask));
            let change = Effect::Announce(Event::State { previous, state });
            effects.insert(first_event.unwrap_or(effects.len()), change);
        }
        effects
    }
}
