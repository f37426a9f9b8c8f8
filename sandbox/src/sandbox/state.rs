//! What tests set, and what they look at.

use std::time::{Duration, Instant};

use super::Sandbox;
use crate::cors::Cors;
use crate::faults::{Armed, Combination, Fault, Operation, in_sequence};
use crate::kind::Kind;
use crate::state::{LateChange, LoggedRequest, NewRun, NewTask, NewTemplate, Reads, Run, Task, Template};

impl Sandbox {
    /// Restores the seeds and the configuration, forgets the requests, and cancels late changes.
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

    /// Adds a task, or puts it in the place of the one with its id; returns the id.
    pub fn add_task(&self, task: NewTask) -> String {
        self.app.store().add(task)
    }

    /// Adds a process, or puts it in the place of the one with its id; returns the id.
    pub fn add_run(&self, run: NewRun) -> String {
        self.app.store().add_run(run)
    }

    /// Adds a template, or puts it in the place of the one with its id; returns the id.
    pub fn add_template(&self, template: NewTemplate) -> String {
        self.app.store().add_template(template)
    }

    /// Arms a fault behind those already armed, for the item with this id, whatever its kind. `*` stands for every
    /// task.
    ///
    /// # Panics
    /// If the fault cannot be injected, as an answer that was never recorded.
    pub fn set_fault(&self, id: &str, operation: Operation, fault: Fault) {
        self.arm(id, Kind::Task, operation, fault);
    }

    /// Arms a fault for every item of this kind, behind those already armed.
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

    /// Arms faults that are injected one after the other: each into one request, unless its `times` says otherwise.
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

    /// Changes the cross-origin headers until the next reset.
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

    /// Ends the delays before and after the work, those to come too, until the next fault is armed. With long delays and
    /// this, a test does not depend on how fast it is.
    pub fn skip_delays(&self) {
        self.app.set_delays_skipped(true);
    }

    /// The changes that are still to be carried out after their request was answered or broken.
    pub fn late_changes(&self) -> Vec<LateChange> {
        self.app.store().late().to_vec()
    }

    /// Cancels them.
    pub fn cancel_late_changes(&self) {
        self.app.store().cancel_late();
    }

    /// Carries out now what was to be carried out later.
    pub fn carry_out_late_changes(&self) {
        let mut store = self.app.store();
        for late in store.late().to_vec() {
            store.run_late(late.change.request);
        }
    }

    /// Waits until no late change is left, at most so long; returns whether none is.
    pub fn wait_for_late_changes(&self, limit: Duration) -> bool {
        poll(limit, || self.app.store().late().is_empty())
    }

    /// The calls so far that ended in `/delete`, as `DELETE /api/…/delete`, and forgets them. Dropping a sandbox that
    /// remembers one panics.
    pub fn take_deletions(&self) -> Vec<String> {
        std::mem::take(&mut *self.app.deletions())
    }

    /// The last 5,000 requests at least, in the order in which they came, without those to the control routes.
    pub fn log(&self) -> Vec<LoggedRequest> {
        self.app.store().log.all().to_vec()
    }

    /// Forgets the requests so far.
    pub fn clear_log(&self) {
        self.app.store().log.clear();
    }

    /// The requests with this method and exactly this path.
    pub fn requests(&self, method: &str, path: &str) -> Vec<LoggedRequest> {
        let mut requests = self.log();
        requests.retain(|request| request.method == method && request.path == path);
        requests
    }

    /// Waits until the log is as it should be, at most so long; returns whether it became so. The closure is
    /// called while the state is locked, so it must not use the sandbox.
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
