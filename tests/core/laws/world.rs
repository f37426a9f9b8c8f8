//! The machine in its world: time, what is in flight, and what has been sent.

use super::bite::Belief;
use super::coverage::Coverage;
use super::dice::Dice;
use super::oracle::{Column, Ending, Expect, Purpose, Row};
use super::server::{Ask, By, Change, Item, Truth, items};
use std::collections::BTreeMap;
use tallyfy_archive::archive::{Env, Machine, Msg, State, Table};

/// A law that did not hold.
#[derive(Clone, Debug)]
pub(super) struct Violation {
    pub(super) law: Law,
    pub(super) what: String,
}

pub(super) type Lawful<T = ()> = Result<T, Violation>;

/// What holds in every story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Law {
    /// Only what was shown, or what the page named, is archived.
    Shown,
    /// `archived`, `restored` and `refused` are true.
    True,
    /// Every outcome is told once, with its ids, and every promise resolved.
    Told,
    /// What is proven is told at once, and checks go on exactly where there is doubt.
    Prompt,
    /// Never a second change of an item while one is in flight or unknown.
    Once,
    /// A linked or archived item gets no DELETE.
    Useless,
    /// What arrives under an old ticket changes nothing.
    Stale,
    /// Every operation settles once answers keep coming.
    Settles,
}

/// A request in flight.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    pub(super) ticket: u32,
    pub(super) job: u32,
    pub(super) item: usize,
    pub(super) ask: Ask,
    pub(super) sent_at: Option<f64>,
    /// Which send of a change it is, once it is sent.
    pub(super) send: Option<usize>,
}

/// A timer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause {
    pub(super) ticket: u32,
    pub(super) job: u32,
    pub(super) due: f64,
}

/// A change that was sent.
#[derive(Clone, Debug)]
pub(super) struct Send {
    pub(super) item: usize,
    pub(super) op: usize,
    pub(super) change: Change,
    pub(super) sent_at: f64,
    pub(super) ended: Option<(f64, Ending)>,
    /// Until when a copy may be executed.
    pub(super) window_end: f64,
    /// When it was executed.
    pub(super) executed: Vec<f64>,
}

/// An operation that archives or restores.
#[derive(Clone, Debug)]
pub(super) struct Op {
    pub(super) job: u32,
    pub(super) item: usize,
    pub(super) change: Change,
    pub(super) begun: f64,
    pub(super) sends: Vec<usize>,
    pub(super) row: Row,
    pub(super) waits: u8,
    /// The status that is being waited for.
    pub(super) retry: Option<u16>,
    pub(super) met_401: bool,
    /// Since when it is unknown, and whether checks go on.
    pub(super) unknown: Option<(f64, bool)>,
    pub(super) settled: bool,
    /// The columns of its reads, each with the last send and the row of that.
    pub(super) reads: Vec<(Row, Column, usize)>,
}

/// A read under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) purpose: Purpose,
    pub(super) made_at: f64,
    pub(super) searches: bool,
    pub(super) is_asked_for: bool,
    /// Whether the API itself said that there is no such item.
    pub(super) is_api_not_found: bool,
    pub(super) met_401: bool,
}

/// What is known of a job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) item: usize,
    pub(super) begun: f64,
    pub(super) is_finding: bool,
    pub(super) op: Option<usize>,
    pub(super) read: Option<Read>,
    /// How the last read showed the item.
    pub(super) seen: Option<Truth>,
    pub(super) was_list_read: bool,
    /// Whether somebody waits for its operation, or for a check.
    pub(super) is_awaited: bool,
    pub(super) is_check_awaited: bool,
    /// What people were told last about the item, and since when that may be out of date.
    pub(super) claim: Option<(Truth, f64)>,
    /// Whether the read that followed up, if there was one, showed the item.
    pub(super) is_followed_up: bool,
    /// When the read began that followed up, where it has just ended.
    pub(super) followed_up_at: Option<f64>,
}

pub(super) struct World {
    pub(super) machine: Machine,
    pub(super) dice: Dice,
    pub(super) now: f64,
    pub(super) window: f64,
    pub(super) pages: u32,
    pub(super) is_online: bool,
    pub(super) can_refresh: bool,
    pub(super) items: Vec<Item>,
    pub(super) flights: Vec<Flight>,
    pub(super) pauses: Vec<Pause>,
    pub(super) sends: Vec<Send>,
    /// Copies that are still to be executed: when, and of which send.
    pub(super) copies: Vec<(f64, usize)>,
    pub(super) ops: Vec<Op>,
    pub(super) jobs: BTreeMap<u32, Job>,
    pub(super) state: State,
    pub(super) last_ticket: u32,
    /// The item in review.
    pub(super) reviewed: Option<usize>,
    /// The item that the page itself named.
    pub(super) named: Option<usize>,
    /// The question that the page is being asked, and about which item.
    pub(super) approval: Option<(u32, usize)>,
    pub(super) last_approval: u32,
    pub(super) coverage: Coverage,
    pub(super) belief: Option<Belief>,
    /// Whether only the law of truth counts.
    pub(super) truth_only: bool,
    pub(super) trace: Option<Vec<String>>,
}

impl World {
    pub(super) fn new(seed: u64, table: Table) -> Self {
        let mut dice = Dice::new(seed);
        let pages = dice.pick(&[1, 1, 1, 2, 3]);
        let mut items = items();
        for item in &mut items {
            item.is_hidden = dice.percent(40);
            item.is_listed = dice.percent(70);
            item.page = dice.pick(&[1, pages]);
        }
        let mut world = Self {
            machine: Machine::with_table(table),
            now: 1_000_000.0,
            window: 30_000.0,
            pages,
            is_online: true,
            can_refresh: dice.percent(50),
            items,
            flights: Vec::new(),
            pauses: Vec::new(),
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
            belief: None,
            truth_only: false,
            trace: None,
            dice,
        };
        let timeout = world.dice.pick(&[5_000.0, 30_000.0, 30_000.0, 45_000.0]);
        world.set_timeout(timeout);
        world
    }

    pub(super) fn set_timeout(&mut self, milliseconds: f64) {
        self.machine.set_timeout(milliseconds);
        self.window = milliseconds.max(30_000.0);
    }

    pub(super) fn law(&self, law: Law, holds: bool, what: impl FnOnce() -> String) -> Lawful {
        if holds || (self.truth_only && law != Law::True) {
            return Ok(());
        }
        Err(Violation { law, what: what() })
    }

    pub(super) fn note(&mut self, what: impl FnOnce() -> String) {
        let now = self.now - 1_000_000.0;
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{now:>9}: {}", what()));
        }
    }

    fn env(&mut self) -> Env {
        Env {
            now_ms: self.now,
            jitter: self.dice.between(0.0, 1.0),
            is_online: self.is_online,
            can_refresh_token: self.can_refresh,
        }
    }

    /// Lets time pass; copies that are due are executed.
    pub(super) fn pass(&mut self, milliseconds: f64) {
        let end = self.now + milliseconds.max(0.0);
        self.copies.sort_by(|one, other| other.0.total_cmp(&one.0));
        while let Some((at, send)) = self.copies.pop_if(|(at, _)| *at <= end) {
            self.now = self.now.max(at);
            self.execute(send);
        }
        self.now = self.now.max(end);
    }

    /// The server executes a copy of this send.
    pub(super) fn execute(&mut self, send: usize) {
        let Send { item, change, .. } = self.sends[send];
        self.tick();
        self.items[item].execute(self.now, change, send);
        self.sends[send].executed.push(self.now);
        self.tick();
        self.note(|| format!("executed: {change:?} of {item}"));
    }

    /// Somebody else brings an item into this state.
    pub(super) fn meddle(&mut self, item: usize, truth: Truth) {
        self.note(|| format!("somebody makes {item} {truth:?}"));
        self.tick();
        self.items[item].meddle(self.now, truth);
        self.tick();
    }

    /// No two things happen to an item at once.
    fn tick(&mut self) {
        self.now += 0.01;
    }

    /// Whether anybody but this operation has changed its item since it began.
    pub(super) fn had_company(&self, op: usize) -> bool {
        let is_own = |by: By| matches!(by, By::Send(send) if self.sends[send].op == op);
        let Op { item, begun, .. } = self.ops[op];
        self.items[item].changed_since(begun).any(|by| !is_own(by))
    }

    /// Tells the machine, and checks what it does. `job` is the one that it is for, where that is known.
    pub(super) fn tell(&mut self, msg: &Msg, job: Option<u32>, expect: Expect) -> Lawful {
        let before = self.machine.state();
        let env = self.env();
        self.note(|| format!("-> {msg:?}, so {expect:?}"));
        let commands = self.machine.step(env, msg.clone());
        for command in &commands {
            self.note(|| format!("       {command:?}"));
        }
        let job = job.or(self.machine.current());
        self.begin(msg, before)?;
        for command in &commands {
            self.obey(command, msg, job, expect)?;
        }
        self.expect(job, expect, &commands)?;
        if let Some(log) = job.and_then(|job| self.jobs.get_mut(&job)) {
            log.followed_up_at = None;
        }
        self.look_around()
    }
}
