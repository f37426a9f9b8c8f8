//! How a case is put together.

use super::Case;
use crate::accounts;
use crate::faults::{Armed, Fault, Operation};
use crate::ids;
use crate::state::{Kind, NewRun, NewTask, NewTemplate, Owners, User, World};

/// A case with the items and the faults that make it.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    case: Case,
    item: Planted,
    /// The tasks of a process.
    tasks: Vec<NewTask>,
    faults: Vec<(Operation, Fault)>,
}

/// The item that a case is about.
#[derive(Clone, Debug)]
enum Planted {
    Nothing,
    Task(NewTask),
    Process(NewRun),
    Template(NewTemplate),
}

impl Seed {
    /// A plain task of the seeded organization, called by `title`.
    pub(crate) fn new(name: &'static str, label: &'static str, title: &str, description: &'static str) -> Self {
        let item = Planted::Task(NewTask {
            owners: caller(),
            ..NewTask::titled(title)
        });
        Self::of(Kind::Task, item, name, label, description)
    }

    /// An active process of the seeded organization with three tasks, one of them completed.
    pub(crate) fn process(name: &'static str, label: &'static str, title: &str, description: &'static str) -> Self {
        let item = Planted::Process(NewRun::named(title));
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
        let item = Planted::Template(NewTemplate::titled(title));
        Self::of(Kind::Template, item, name, label, description)
    }

    fn of(kind: Kind, item: Planted, name: &'static str, label: &'static str, description: &'static str) -> Self {
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

    /// The task differs from a plain one.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut NewTask)) -> Self {
        if let Planted::Task(task) = &mut self.item {
            change(task);
        }
        self
    }

    /// The process differs from a plain one.
    pub(crate) fn with_process(mut self, change: impl FnOnce(&mut NewRun)) -> Self {
        if let Planted::Process(run) = &mut self.item {
            change(run);
        }
        self
    }

    /// The process's tasks differ from plain ones.
    pub(crate) fn with_tasks(mut self, change: impl FnOnce(&mut Vec<NewTask>)) -> Self {
        change(&mut self.tasks);
        self
    }

    /// The template differs from a plain one.
    pub(crate) fn with_template(mut self, change: impl FnOnce(&mut NewTemplate)) -> Self {
        if let Planted::Template(template) = &mut self.item {
            change(template);
        }
        self
    }

    /// There is no such item.
    pub(crate) fn without_item(self) -> Self {
        Self {
            item: Planted::Nothing,
            tasks: Vec::new(),
            ..self
        }
    }

    /// Something goes wrong.
    pub(crate) fn fault(mut self, operation: Operation, fault: Fault) -> Self {
        self.faults.push((operation, fault));
        self
    }

    /// Several things go wrong, one after the other.
    pub(crate) fn faults(self, operation: Operation, faults: Vec<Fault>) -> Self {
        faults
            .into_iter()
            .fold(self, |seed, fault| seed.fault(operation, fault))
    }

    /// Asked for with another token.
    pub(crate) fn token(mut self, token: &'static str) -> Self {
        self.case.token = token;
        self
    }

    /// Asked for in another organization than the one it is in.
    pub(crate) fn asked_in(mut self, org: &'static str) -> Self {
        self.case.org_id = org;
        self
    }

    pub(crate) fn in_group(mut self, group: &'static str) -> Self {
        self.case.group = group;
        self
    }

    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.case.name == name
    }

    pub(crate) fn case(self) -> Case {
        self.case
    }

    /// Adds the items and arms the faults, in the place of what is left of them.
    pub(crate) fn plant(self, world: &mut World) {
        let Case { id, kind, .. } = self.case;
        world.faults.disarm(&id);
        for (operation, fault) in self.faults {
            world.faults.arm(Armed {
                task: id.clone(),
                kind,
                operation,
                fault,
            });
        }
        let id = Some(id);
        match self.item {
            Planted::Nothing => {}
            Planted::Task(task) => drop(world.add(NewTask { id, ..task })),
            Planted::Process(run) => drop(world.add_run(NewRun { id, ..run })),
            Planted::Template(template) => drop(world.add_template(NewTemplate { id, ..template })),
        }
        for task in self.tasks {
            world.add(task);
        }
    }
}

/// The member that the token belongs to, as the one who is assigned.
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
