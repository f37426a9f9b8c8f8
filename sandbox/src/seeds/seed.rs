//! How a case is put together.

use super::Case;
use crate::accounts;
use crate::faults::{Armed, Fault, Operation};
use crate::ids;
use crate::state::{NewTask, Owners, User, World};

/// A case with the task and the faults that make it.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    case: Case,
    task: Option<NewTask>,
    faults: Vec<(Operation, Fault)>,
}

impl Seed {
    /// A plain task of the seeded organization, called by `title`.
    pub(crate) fn new(name: &'static str, label: &'static str, title: &str, description: &'static str) -> Self {
        let task_id = ids::from_name(name);
        let ana = User {
            id: 1001,
            full_name: "Ana Costa".to_owned(),
            profile_pic: String::new(),
        };
        let owners = Owners {
            users: vec![ana],
            ..Owners::default()
        };
        let task = Some(NewTask {
            owners,
            ..NewTask::titled(title)
        });
        let case = Case {
            name,
            label,
            description,
            group: "",
            org_id: accounts::ORG,
            task_id,
            token: accounts::TOKEN,
        };
        Self {
            case,
            task,
            faults: Vec::new(),
        }
    }

    /// The task differs from a plain one.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut NewTask)) -> Self {
        self.task.as_mut().map(change);
        self
    }

    /// There is no such task.
    pub(crate) fn without_task(self) -> Self {
        Self { task: None, ..self }
    }

    /// Something goes wrong.
    pub(crate) fn fault(mut self, operation: Operation, fault: Fault) -> Self {
        self.faults.push((operation, fault));
        self
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

    /// Adds the task and arms the faults, in the place of what is left of them.
    pub(crate) fn plant(self, world: &mut World) {
        let id = self.case.task_id;
        world.faults.disarm(&id);
        for (operation, fault) in self.faults {
            world.faults.arm(Armed {
                task: id.clone(),
                operation,
                fault,
            });
        }
        if let Some(task) = self.task {
            world.add(NewTask { id: Some(id), ..task });
        }
    }
}
