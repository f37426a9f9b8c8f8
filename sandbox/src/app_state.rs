//! The state that all routes share.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::config::Config;
use crate::faults::{Fault, FaultRegistry, Operation, Target};
use crate::overlay::Overlay;
use crate::seeds;
use crate::state::{Item, Reads, Store};

/// How many calls that end in `/delete` are kept.
const MAX_DELETIONS: usize = 100;

/// Takes a fault for a request, or for its preflight.
type Take = fn(&mut FaultRegistry, &Target, &dyn Fn(&str) -> bool) -> Option<Fault>;

/// The configuration and the state, shared by routes and by [`crate::Sandbox`].
#[derive(Debug)]
pub(crate) struct AppState {
    pub(crate) config: Config,
    pub(crate) overlay: Overlay,
    store: Mutex<Store>,
    /// The calls that ended in `/delete`. A reset keeps them, so that the test that made one fails.
    deletions: Mutex<Vec<String>>,
    /// Whether delays before and after the work are skipped.
    delays_skipped: watch::Sender<bool>,
}

impl AppState {
    pub(crate) fn new(config: Config) -> Self {
        let mut store = Store::new(config.cors.clone(), reads(&config));
        seeds::insert_all(&mut store);
        Self {
            config,
            overlay: Overlay::default(),
            store: Mutex::new(store),
            deletions: Mutex::default(),
            delays_skipped: watch::Sender::new(false),
        }
    }

    /// The state. It stays usable after a test has panicked while it held the lock.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Restores the seeds and the configuration, and cancels late changes.
    pub(crate) fn reset(&self) {
        let mut store = self.store();
        store.clear(self.config.cors.clone(), reads(&self.config));
        seeds::insert_all(&mut store);
    }

    pub(crate) fn set_delays_skipped(&self, over: bool) {
        self.delays_skipped.send_replace(over);
    }

    /// Waits, unless delays are skipped.
    pub(crate) async fn delay(&self, milliseconds: u64) {
        if milliseconds > 0 {
            let mut over = self.delays_skipped.subscribe();
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(milliseconds)) => {}
                _ = over.wait_for(|over| *over) => {}
            }
        }
    }

    pub(crate) fn deletions(&self) -> MutexGuard<'_, Vec<String>> {
        self.deletions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn record_deletion(&self, call: String) {
        let mut deletions = self.deletions();
        if deletions.len() < MAX_DELETIONS {
            deletions.push(call);
        }
    }

    pub(crate) fn take_fault(&self, target: &Target) -> Option<Fault> {
        self.take(target, FaultRegistry::take)
    }

    pub(crate) fn take_preflight_fault(&self, target: &Target) -> Option<Fault> {
        self.take(target, FaultRegistry::take_preflight)
    }

    fn take(&self, target: &Target, take: Take) -> Option<Fault> {
        let mut store = self.store();
        let mut faults = std::mem::take(&mut store.faults);
        let taken = take(&mut faults, target, &|id| is_listed(&store, target, id));
        store.faults = faults;
        taken
    }
}

fn reads(config: &Config) -> Reads {
    Reads {
        archived_readable: config.archived_readable,
        ..Reads::default()
    }
}

/// Whether a list is a search for this item: by its title, or through all that is archived.
fn is_listed(store: &Store, target: &Target, id: &str) -> bool {
    let wanted = target.subject.to_lowercase();
    let named = |item: &dyn Item| {
        if wanted.is_empty() {
            target.archived_only
        } else {
            item.title().to_lowercase().contains(&wanted)
        }
    };
    target.operation == Operation::List && store.find(target.kind, &target.org, id).is_some_and(named)
}
