//! The model of the server: the state of each item over time, and who changed it.

use crate::archive::Target;
use crate::core_tests::{base, org, task};
use crate::tallyfy::{Method, Request};
use std::sync::OnceLock;

/// How long a replica may lag after the end of a change.
pub(super) const LAG: f64 = 5_000.0;

/// The true state of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Active,
    Archived,
    /// Deleted for good, or never created.
    Absent,
}

/// A change that can be requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Archive,
    Restore,
}

impl Change {
    /// The state that it requests.
    pub(super) fn requested(self) -> Truth {
        match self {
            Self::Archive => Truth::Archived,
            Self::Restore => Truth::Active,
        }
    }

    /// The state before it.
    pub(super) fn old(self) -> Truth {
        match self {
            Self::Archive => Truth::Active,
            Self::Restore => Truth::Archived,
        }
    }
}

/// Who changed an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// Another client.
    Others,
    /// A send of the machine under test.
    Send(usize),
}

/// One item and its history.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) target: Target,
    pub(super) is_linked: bool,
    /// Whether its GET returns 404 while it is archived.
    pub(super) is_hidden: bool,
    /// Whether the archived list contains it while it is archived.
    pub(super) is_listed: bool,
    /// The page of the archived list that it is on.
    pub(super) page: u32,
    log: Vec<(f64, Truth, Actor)>,
}

impl Item {
    fn new(target: Target, truth: Truth) -> Self {
        Self {
            target,
            is_linked: false,
            is_hidden: false,
            is_listed: true,
            page: 1,
            log: vec![(f64::NEG_INFINITY, truth, Actor::Others)],
        }
    }

    pub(super) fn truth(&self) -> Truth {
        self.log.last().expect("a beginning").1
    }

    /// Whether no read shows it.
    pub(super) fn is_out_of_sight(&self) -> bool {
        match self.truth() {
            Truth::Active => false,
            Truth::Archived => self.is_hidden && !self.is_listed,
            Truth::Absent => true,
        }
    }

    /// All states from `start` to `end`.
    pub(super) fn between(&self, start: f64, end: f64) -> Vec<Truth> {
        let first = self.log.iter().rposition(|(at, ..)| *at <= start).unwrap_or(0);
        let held = self.log[first..].iter().filter(|(at, ..)| *at <= end);
        held.map(|(_, truth, _)| *truth).collect()
    }

    /// Who changed its state since `start`.
    pub(super) fn changed_since(&self, start: f64) -> impl Iterator<Item = Actor> {
        let since = self.log.iter().filter(move |(at, ..)| *at >= start);
        since.map(|(_, _, by)| *by)
    }

    /// Another client changes it.
    pub(super) fn change_externally(&mut self, now: f64, truth: Truth) {
        if self.truth() != truth {
            self.log.push((now, truth, Actor::Others));
        }
    }

    /// The server executes a copy of a request.
    pub(super) fn execute(&mut self, now: f64, change: Change, send: usize) {
        if self.truth() == change.old() && !(self.is_linked && change == Change::Archive) {
            self.log.push((now, change.requested(), Actor::Send(send)));
        }
    }
}

/// The kind of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestKind {
    Item,
    /// A page of the archived list.
    List(u32),
    Change(Change),
}

/// All items, in their initial states.
pub(super) fn items() -> Vec<Item> {
    static ITEMS: OnceLock<Vec<Item>> = OnceLock::new();
    ITEMS.get_or_init(make_items).clone()
}

/// A plain task; the same id in another organization and at another API; a task of a process; one that does not exist;
/// and more plain ones.
fn make_items() -> Vec<Item> {
    let first = "https://tallyfy.example/api";
    let index = |api: &str, organization: &str, id: &str| Target {
        base: base(api),
        org: org(organization),
        task: task(id),
    };
    let mut items = vec![
        Item::new(index(first, "0a1b", "aa00"), Truth::Active),
        Item::new(index(first, "0a1c", "aa00"), Truth::Active),
        Item::new(index("http://127.0.0.1:8080/api", "0a1b", "aa00"), Truth::Active),
        Item::new(index(first, "0a1b", "bb11"), Truth::Active),
        Item::new(index(first, "0a1b", "cc22"), Truth::Absent),
    ];
    items[LINKED].is_linked = true;
    let more = ["dd33", "ee44", "ff55", "a066", "a177"];
    items.extend(more.map(|id| Item::new(index(first, "0a1b", id), Truth::Active)));
    items
}

/// The index of the linked task.
pub(super) const LINKED: usize = 3;

/// The kind of this request, if it is for this item.
pub(super) fn kind_of(request: &Request, target: &Target) -> Option<RequestKind> {
    let tasks = format!("{}/organizations/{}/tasks", target.base.as_str(), target.org.as_str());
    let item = format!("{tasks}/{}", target.task.as_str());
    let rest = request.url.strip_prefix(&tasks)?;
    match request.method {
        Method::Get if request.url == item => Some(RequestKind::Item),
        Method::Delete if request.url == item => Some(RequestKind::Change(Change::Archive)),
        Method::Put if request.url == format!("{item}/restore") => Some(RequestKind::Change(Change::Restore)),
        Method::Get if rest.contains("archived=only") && !rest.contains("q=") => {
            let (_, page) = rest.split_once("&page=")?;
            page.split('&').next()?.parse().ok().map(RequestKind::List)
        }
        _ => None,
    }
}
