//! The simulation: the machine, the time, and the model of everything around it.

use super::coverage::Coverage;
use super::model::{Checked, InFlight, Job, Law, Op, Send, Timer, Violation};
use super::oracle::Expect;
use super::rng::Rng;
use super::server::{Actor, Item, Truth, items};
use super::wrong_assumption::WrongAssumption;
use crate::archive::{Env, Machine, Msg, State, Table};
use std::collections::BTreeMap;

/// The machine under test and the model of its environment.
pub(super) struct World {
    pub(super) machine: Machine,
    pub(super) rng: Rng,
    pub(super) now: f64,
    pub(super) window: f64,
    pub(super) pages: u32,
    pub(super) is_online: bool,
    pub(super) can_refresh: bool,
    pub(super) items: Vec<Item>,
    pub(super) in_flight: Vec<InFlight>,
    pub(super) timers: Vec<Timer>,
    pub(super) sends: Vec<Send>,
    /// Future executions: time and send.
    pub(super) copies: Vec<(f64, usize)>,
    pub(super) ops: Vec<Op>,
    pub(super) jobs: BTreeMap<u32, Job>,
    pub(super) state: State,
    pub(super) last_ticket: u32,
    /// The item in review.
    pub(super) reviewed: Option<usize>,
    /// The item that the page named.
    pub(super) named: Option<usize>,
    /// The pending approval and its item.
    pub(super) approval: Option<(u32, usize)>,
    pub(super) last_approval: u32,
    pub(super) coverage: Coverage,
    pub(super) assumption: Option<WrongAssumption>,
    /// Whether only `Law::True` is checked.
    pub(super) truth_only: bool,
    pub(super) trace: Option<Vec<String>>,
}

impl World {
    pub(super) fn new(seed: u64, table: Table) -> Self {
        let mut rng = Rng::new(seed);
        let pages = rng.pick(&[1, 1, 1, 2, 3]);
        let mut items = items();
        for item in &mut items {
            item.is_hidden = rng.percent(40);
            item.is_listed = rng.percent(70);
            item.page = rng.pick(&[1, pages]);
        }
        let mut world = Self {
            machine: Machine::with_table(table),
            now: 1_000_000.0,
            window: 30_000.0,
            pages,
            is_online: true,
            can_refresh: rng.percent(50),
            items,
            in_flight: Vec::new(),
            timers: Vec::new(),
            sends: Vec::new(),
            copies: Vec::new(),
            ops: Vec::new(),
            jobs: BTreeMap::new(),
            state: State::Idle,
            last_ticket: 0,
            reviewed: None,
            named: None,
            approval: None,
            last_approval: 0,
            coverage: Coverage::default(),
            assumption: None,
            truth_only: false,
            trace: None,
            rng,
        };
        let timeout = world.rng.pick(&[5_000.0, 30_000.0, 30_000.0, 45_000.0]);
        world.set_timeout(timeout);
        world
    }

    pub(super) fn set_timeout(&mut self, milliseconds: f64) {
        self.machine.set_timeout(milliseconds);
        self.window = milliseconds.max(30_000.0);
    }

    pub(super) fn law(&self, law: Law, holds: bool, what: impl FnOnce() -> String) -> Checked {
        if holds || (self.truth_only && law != Law::True) {
            return Ok(());
        }
        Err(Violation { law, what: what() })
    }

    pub(super) fn log(&mut self, what: impl FnOnce() -> String) {
        let now = self.now - 1_000_000.0;
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{now:>9}: {}", what()));
        }
    }

    fn env(&mut self) -> Env {
        Env {
            now_ms: self.now,
            jitter: self.rng.between(0.0, 1.0),
            is_online: self.is_online,
            can_refresh_token: self.can_refresh,
        }
    }

    /// Advances the time, and executes the copies that are due.
    pub(super) fn advance(&mut self, milliseconds: f64) {
        let end = self.now + milliseconds.max(0.0);
        self.copies.sort_by(|one, other| other.0.total_cmp(&one.0));
        while let Some((at, send)) = self.copies.pop_if(|(at, _)| *at <= end) {
            self.now = self.now.max(at);
            self.execute(send);
        }
        self.now = self.now.max(end);
    }

    /// Executes a copy of this send.
    pub(super) fn execute(&mut self, send: usize) {
        let Send { item, change, .. } = self.sends[send];
        self.tick();
        self.items[item].execute(self.now, change, send);
        self.sends[send].executed.push(self.now);
        self.tick();
        self.log(|| format!("executed: {change:?} of {item}"));
    }

    /// Changes an item as another client would.
    pub(super) fn change_externally(&mut self, item: usize, truth: Truth) {
        self.log(|| format!("somebody makes {item} {truth:?}"));
        self.tick();
        self.items[item].change_externally(self.now, truth);
        self.tick();
    }

    /// Keeps the changes of an item apart in time.
    fn tick(&mut self) {
        self.now += 0.01;
    }

    /// Whether another client or operation has changed the item since this operation began.
    pub(super) fn was_changed_by_others(&self, op: usize) -> bool {
        let is_own = |by: Actor| matches!(by, Actor::Send(send) if self.sends[send].op == op);
        let Op { item, begun, .. } = self.ops[op];
        self.items[item].changed_since(begun).any(|by| !is_own(by))
    }

    /// Passes a message to the machine, and checks its commands. `job`: the one that the message is for, if known.
    pub(super) fn step(&mut self, msg: &Msg, job: Option<u32>, expect: Expect) -> Checked {
        let before = self.machine.state();
        let env = self.env();
        self.log(|| format!("-> {msg:?}, so {expect:?}"));
        let commands = self.machine.step(env, msg.clone());
        for command in &commands {
            self.log(|| format!("       {command:?}"));
        }
        let job = job.or(self.machine.current());
        self.begin(msg, before)?;
        for command in &commands {
            self.observe(command, msg, job, expect)?;
        }
        self.expect(job, expect, &commands)?;
        if let Some(log) = job.and_then(|job| self.jobs.get_mut(&job)) {
            log.followed_up_at = None;
        }
        self.check_between_steps()
    }
}
