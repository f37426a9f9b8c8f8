//! What tests set, and what they look at.

use std::time::{Duration, Instant};

use super::Running;
use crate::cors::Cors;
use crate::faults::{Armed, Fault, Operation};
use crate::state::{LoggedRequest, NewTask, Run, Task};

impl Running {
    /// Takes everything back to the seeds and the configuration, and forgets the requests.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// The task with this id, whatever its organization.
    pub fn task(&self, id: &str) -> Option<Task> {
        self.shared.world().tasks.iter().find(|task| task.id == id).cloned()
    }

    /// The process with this id, whatever its organization.
    pub fn run(&self, id: &str) -> Option<Run> {
        self.shared.world().runs.iter().find(|run| run.id == id).cloned()
    }

    /// Adds a task, or puts it in the place of the one with its id; returns the id.
    pub fn add_task(&self, task: NewTask) -> String {
        self.shared.world().add(task)
    }

    /// Arms a fault behind those already armed. The task `*` stands for every task.
    ///
    /// # Panics
    /// If the fault cannot be sent, as an answer that was never recorded.
    pub fn set_fault(&self, task: &str, operation: Operation, fault: Fault) {
        let armed = Armed {
            task: task.to_owned(),
            operation,
            fault,
        };
        if let Err(reason) = armed.check() {
            panic!("{reason}");
        }
        self.shared.world().faults.arm(armed);
    }

    /// Disarms all faults, those of the seeds too.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }

    /// The faults that have not struck as often as they should.
    pub fn faults(&self) -> Vec<Armed> {
        self.shared.world().faults.armed().to_vec()
    }

    /// Changes the cross-origin headers until the next reset.
    pub fn set_cors(&self, cors: Cors) {
        self.shared.world().cors = cors;
    }

    /// All requests but those to the control routes, in the order in which they came.
    pub fn log(&self) -> Vec<LoggedRequest> {
        self.shared.world().log.all().to_vec()
    }

    /// Forgets the requests so far.
    pub fn clear_log(&self) {
        self.shared.world().log.clear();
    }

    /// The requests with this method and exactly this path.
    pub fn requests(&self, method: &str, path: &str) -> Vec<LoggedRequest> {
        let mut requests = self.log();
        requests.retain(|request| request.method == method && request.path == path);
        requests
    }

    /// Waits until the log is as it should be, at most so long; says whether it became so.
    pub fn wait_until(&self, limit: Duration, is_so: impl Fn(&[LoggedRequest]) -> bool) -> bool {
        let start = Instant::now();
        loop {
            if is_so(self.shared.world().log.all()) {
                return true;
            }
            if start.elapsed() > limit {
                return false;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
