//! The builder of a case.

use serde::Serialize;

use crate::accounts;
use crate::faults::{Armed, Fault, Operation};
use crate::ids;
use crate::kind::Kind;
use crate::state::{NewRun, NewTask, NewTemplate, Owners, Store, User};

/// A case: what to enter, and what should happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The name in tests.
    pub name: &'static str,
    /// The label in the list.
    pub label: &'static str,
    /// What should happen.
    pub description: &'static str,
    /// The heading in the list.
    pub group: &'static str,
    /// The kind of item it is about.
    pub kind: Kind,
    /// The organization to enter.
    pub org_id: &'static str,
    /// The item to enter.
    pub id: String,
    /// The same as `id`, whatever the kind.
    pub task_id: String,
    /// The token to enter.
    pub token: &'static str,
}

/// A case with its items and faults.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    case: Case,
    item: SeedItem,
    /// The tasks of a process.
    tasks: Vec<NewTask>,
    faults: Vec<(Operation, Fault)>,
}

/// The item that a case is about.
#[derive(Clone, Debug)]
enum SeedItem {
    Nothing,
    Task(NewTask),
    Process(NewRun),
    Template(NewTemplate),
}

impl Seed {
    /// A plain task of the seeded organization with this title.
    pub(crate) fn new(name: &'static str, label: &'static str, title: &str, description: &'static str) -> Self {
        let item = SeedItem::Task(NewTask {
            owners: caller(),
            ..NewTask::titled(title)
        });
        Self::of(Kind::Task, item, name, label, description)
    }

    /// An active process of the seeded organization with three tasks, one of them completed.
    pub(crate) fn process(name: &'static str, label: &'static str, title: &str, description: &'static str) -> Self {
        let item = SeedItem::Process(NewRun::named(title));
        let seed = Self::of(Kind::Process, item, name, label, description);
        let run_id = Some(seed.case.id.clone());
        let task = |title: &str, archived| NewTask {
            id: Some(ids::from_name(&format!("{name}: {title}"))),
            run_id: run_id.clone(),
            owners: caller(),
            archived,
            ..NewTask::titled(title)
        };
        let done = NewTask {
            status: Some("completed".to_owned()),
            completed_at: Some("2026-11-12T15:00:00Z".to_owned()),
            ..task("Agree on the date", false)
        };
        let tasks = vec![done, task("Invite everybody", false), task("Write the report", false)];
        Self { tasks, ..seed }
    }

    /// A published template of the seeded organization.
    pub(crate) fn template(name: &'static str, label: &'static str, title: &str, description: &'static str) -> Self {
        let item = SeedItem::Template(NewTemplate::titled(title));
        Self::of(Kind::Template, item, name, label, description)
    }

    fn of(kind: Kind, item: SeedItem, name: &'static str, label: &'static str, description: &'static str) -> Self {
        let id = ids::from_name(name);
        let case = Case {
            name,
            label,
            description,
            group: "",
            kind,
            org_id: accounts::ORG,
            task_id: id.clone(),
            id,
            token: accounts::TOKEN,
        };
        Self {
            case,
            item,
            tasks: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Changes the task.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut NewTask)) -> Self {
        if let SeedItem::Task(task) = &mut self.item {
            change(task);
        }
        self
    }

    /// Changes the process.
    pub(crate) fn with_process(mut self, change: impl FnOnce(&mut NewRun)) -> Self {
        if let SeedItem::Process(run) = &mut self.item {
            change(run);
        }
        self
    }

    /// Changes the tasks of the process.
    pub(crate) fn with_tasks(mut self, change: impl FnOnce(&mut Vec<NewTask>)) -> Self {
        change(&mut self.tasks);
        self
    }

    /// Changes the template.
    pub(crate) fn with_template(mut self, change: impl FnOnce(&mut NewTemplate)) -> Self {
        if let SeedItem::Template(template) = &mut self.item {
            change(template);
        }
        self
    }

    /// Leaves the item out.
    pub(crate) fn without_item(self) -> Self {
        Self {
            item: SeedItem::Nothing,
            tasks: Vec::new(),
            ..self
        }
    }

    /// Arms a fault.
    pub(crate) fn fault(mut self, operation: Operation, fault: Fault) -> Self {
        self.faults.push((operation, fault));
        self
    }

    /// Arms faults that are injected one after the other.
    pub(crate) fn faults(self, operation: Operation, faults: Vec<Fault>) -> Self {
        faults
            .into_iter()
            .fold(self, |seed, fault| seed.fault(operation, fault))
    }

    /// Sets another token.
    pub(crate) fn token(mut self, token: &'static str) -> Self {
        self.case.token = token;
        self
    }

    /// Sets another organization than the one that the item belongs to.
    pub(crate) fn requested_in(mut self, org: &'static str) -> Self {
        self.case.org_id = org;
        self
    }

    pub(crate) fn in_group(mut self, group: &'static str) -> Self {
        self.case.group = group;
        self
    }

    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.case.name == name
    }

    pub(crate) fn case(self) -> Case {
        self.case
    }

    /// Adds the items and arms the faults, replacing earlier ones.
    pub(crate) fn insert_into(self, store: &mut Store) {
        let Case { id, kind, .. } = self.case;
        store.faults.disarm(&id);
        for (operation, fault) in self.faults {
            store.faults.arm(Armed {
                task: id.clone(),
                kind,
                operation,
                fault,
            });
        }
        let id = Some(id);
        match self.item {
            SeedItem::Nothing => {}
            SeedItem::Task(task) => drop(store.add(NewTask { id, ..task })),
            SeedItem::Process(run) => drop(store.add_run(NewRun { id, ..run })),
            SeedItem::Template(template) => drop(store.add_template(NewTemplate { id, ..template })),
        }
        for task in self.tasks {
            store.add(task);
        }
    }
}

/// The caller as the assigned member.
fn caller() -> Owners {
    let ana = User {
        id: accounts::CALLER,
        full_name: "Ana Costa".to_owned(),
        profile_pic: String::new(),
    };
    Owners {
        users: vec![ana],
        ..Owners::default()
    }
}
