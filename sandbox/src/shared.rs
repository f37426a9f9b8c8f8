//! What every route has at hand.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::config::Config;
use crate::faults::{Fault, Operation, Target};
use crate::page::Overlay;
use crate::state::World;

/// The configuration and the state, shared by routes and by [`crate::Running`].
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) overlay: Overlay,
    world: Mutex<World>,
    start: Instant,
}

impl Shared {
    pub(crate) fn new(config: Config) -> Self {
        let world = Mutex::new(World::seeded(config.cors.clone(), config.archived_readable));
        Self {
            config,
            overlay: Overlay::default(),
            world,
            start: Instant::now(),
        }
    }

    /// Milliseconds since the start.
    pub(crate) fn now_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// The state. A test that failed while it held it leaves it usable for the others.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn reset(&self) {
        self.world().reset(self.config.cors.clone());
    }

    pub(crate) fn take_fault(&self, target: &Target) -> Option<Fault> {
        let mut world = self.world();
        let World { tasks, faults, .. } = &mut *world;
        faults.take(target, |id| is_searched(tasks, target, id))
    }

    pub(crate) fn take_preflight_fault(&self, target: &Target) -> Option<Fault> {
        let mut world = self.world();
        let World { tasks, faults, .. } = &mut *world;
        faults.take_preflight(target, |id| is_searched(tasks, target, id))
    }
}

/// Whether a list is a search for this task.
fn is_searched(tasks: &[crate::state::Task], target: &Target, id: &str) -> bool {
    let wanted = target.subject.to_lowercase();
    target.operation == Operation::List
        && !wanted.is_empty()
        && tasks
            .iter()
            .any(|task| task.id == id && task.org == target.org && task.title.to_lowercase().contains(&wanted))
}
