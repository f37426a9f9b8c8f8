//! Reading and changing the state.

use std::time::{Duration, Instant};

use super::Sandbox;
use crate::cors::Cors;
use crate::faults::{Armed, Combination, Fault, Operation, in_sequence};
use crate::kind::Kind;
use crate::state::{LateChange, LoggedRequest, NewRun, NewTask, NewTemplate, Reads, Run, Task, Template};

impl Sandbox {
    /// Restores the seeds and the configuration, clears the log, and cancels late changes.
    pub fn reset(&self) {
        self.app.reset();
    }

    /// The task with this id, whatever its organization.
    pub fn task(&self, id: &str) -> Option<Task> {
        self.app.store().tasks.iter().find(|task| task.id == id).cloned()
    }

    /// The process with this id, whatever its organization.
    pub fn run(&self, id: &str) -> Option<Run> {
        self.app.store().runs.iter().find(|run| run.id == id).cloned()
    }

    /// The template with this id, whatever its organization.
    pub fn template(&self, id: &str) -> Option<Template> {
        let store = self.app.store();
        store.templates.iter().find(|template| template.id == id).cloned()
    }

    /// The tasks of the process with this id.
    pub fn tasks_of_run(&self, id: &str) -> Vec<Task> {
        let store = self.app.store();
        let of_run = |task: &&Task| task.run_id.as_deref() == Some(id);
        store.tasks.iter().filter(of_run).cloned().collect()
    }

    /// Adds a task, or replaces the one with its ID; returns the ID.
    pub fn add_task(&self, task: NewTask) -> String {
        self.app.store().add(task)
    }

    /// Adds a process, or replaces the one with its ID; returns the ID.
    pub fn add_run(&self, run: NewRun) -> String {
        self.app.store().add_run(run)
    }

    /// Adds a template, or replaces the one with its ID; returns the ID.
    pub fn add_template(&self, template: NewTemplate) -> String {
        self.app.store().add_template(template)
    }

    /// Appends a fault to the queue, for the item with this ID, whatever its kind. `*` stands for every task.
    ///
    /// # Panics
    /// If the fault cannot be injected, for example if its fixture does not exist.
    pub fn set_fault(&self, id: &str, operation: Operation, fault: Fault) {
        self.arm(id, Kind::Task, operation, fault);
    }

    /// Appends a fault to the queue, for every item of this kind.
    ///
    /// # Panics
    /// If the fault cannot be injected.
    pub fn set_fault_for_all(&self, kind: Kind, operation: Operation, fault: Fault) {
        self.arm("*", kind, operation, fault);
    }

    fn arm(&self, id: &str, kind: Kind, operation: Operation, fault: Fault) {
        if let Err(reason) = fault.check() {
            panic!("{reason}");
        }
        self.app.set_delays_skipped(false);
        self.app.store().faults.arm(Armed {
            task: id.to_owned(),
            kind,
            operation,
            fault,
        });
    }

    /// Arms faults that are injected one after the other, each into one request unless it has `times`.
    ///
    /// # Panics
    /// If one of them cannot be injected.
    pub fn set_faults(&self, task: &str, operation: Operation, faults: impl IntoIterator<Item = Fault>) {
        for fault in in_sequence(faults.into_iter().collect()) {
            self.set_fault(task, operation, fault);
        }
    }

    /// Arms the faults of a combination.
    pub fn set_combination(&self, task: &str, operation: Operation, combination: Combination) {
        for fault in combination.faults {
            self.set_fault(task, operation, fault);
        }
    }

    /// Disarms all faults, those of the seeds too. Late changes stay.
    pub fn clear_faults(&self) {
        self.app.store().faults.clear();
    }

    /// The faults that are still armed.
    pub fn faults(&self) -> Vec<Armed> {
        self.app.store().faults.armed().to_vec()
    }

    /// Changes the CORS headers until the next reset.
    pub fn set_cors(&self, cors: Cors) {
        self.app.store().cors = cors;
    }

    /// Changes how reads show the state, until the next reset.
    ///
    /// # Panics
    /// If the lag is too long.
    pub fn set_reads(&self, reads: Reads) {
        if let Err(reason) = reads.check() {
            panic!("{reason}");
        }
        self.app.store().reads = reads;
    }

    /// Ends the delays before and after the work, current and future ones, until the next fault is armed. With long
    /// delays and this, a test does not depend on its own speed.
    pub fn skip_delays(&self) {
        self.app.set_delays_skipped(true);
    }

    /// The pending changes whose requests have been answered or broken.
    pub fn late_changes(&self) -> Vec<LateChange> {
        self.app.store().late().to_vec()
    }

    /// Cancels them.
    pub fn cancel_late_changes(&self) {
        self.app.store().cancel_late();
    }

    /// Carries out the late changes now.
    pub fn execute_late_changes(&self) {
        let mut store = self.app.store();
        for late in store.late().to_vec() {
            store.run_late(late.change.request);
        }
    }

    /// Waits up to `limit` until no late change is left; returns whether that is so.
    pub fn wait_for_late_changes(&self, limit: Duration) -> bool {
        poll(limit, || self.app.store().late().is_empty())
    }

    /// Takes the calls so far that ended in `/delete`, as `DELETE /api/…/delete`. Dropping a sandbox that still has one
    /// panics.
    pub fn take_deletions(&self) -> Vec<String> {
        std::mem::take(&mut *self.app.deletions())
    }

    /// At least the last 5,000 requests, oldest first, without those to the control routes.
    pub fn log(&self) -> Vec<LoggedRequest> {
        self.app.store().log.all().to_vec()
    }

    /// Clears the log.
    pub fn clear_log(&self) {
        self.app.store().log.clear();
    }

    /// The requests with this method and exactly this path.
    pub fn requests(&self, method: &str, path: &str) -> Vec<LoggedRequest> {
        let mut requests = self.log();
        requests.retain(|request| request.method == method && request.path == path);
        requests
    }

    /// Waits up to `limit` until the log meets the condition; returns whether it does. The closure is called while the
    /// state is locked, so it must not use the sandbox.
    pub fn wait_until(&self, limit: Duration, condition: impl Fn(&[LoggedRequest]) -> bool) -> bool {
        poll(limit, || condition(self.app.store().log.all()))
    }
}

fn poll(limit: Duration, condition: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if condition() {
            return true;
        }
        if start.elapsed() > limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
