//! A stand-in that runs, and what a test can ask of it.

use std::io;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use crate::app;
use crate::config::Config;
use crate::cors::Cors;
use crate::error::StartError;
use crate::faults::{Armed, Fault, Operation};
use crate::serve::{self, Command};
use crate::shared::Shared;
use crate::state::{LoggedRequest, NewTask, Run, Task};

/// Where a stand-in begins.
#[derive(Clone, Copy, Debug)]
pub struct Sandbox;

impl Sandbox {
    /// Starts a stand-in on a thread of its own, so that tests with and without a runtime can use it. It listens
    /// when this returns.
    ///
    /// # Errors
    /// If the port is taken, the page is missing, or the system refuses.
    pub fn start(config: Config) -> Result<Running, StartError> {
        if let Some(dist) = config.dist.as_ref().filter(|dist| !dist.join("index.html").is_file()) {
            return Err(StartError::NoPage(dist.clone()));
        }
        let listener = serve::listen(config.port).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken(config.port),
            _ => StartError::Io(error),
        })?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared::new(config));
        let app = app::build(&shared)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (commands, orders) = tokio::sync::mpsc::unbounded_channel();
        let serving = move || runtime.block_on(serve::accept(listener, app, orders));
        let thread = std::thread::Builder::new()
            .name(format!("sandbox {port}"))
            .spawn(serving)?;
        Ok(Running {
            port,
            shared,
            commands: Some(commands),
            thread: Some(thread),
        })
    }
}

/// A stand-in that runs. It stops when this is dropped.
#[derive(Debug)]
#[must_use = "the stand-in stops when this is dropped"]
pub struct Running {
    port: u16,
    pub(crate) shared: Arc<Shared>,
    commands: Option<UnboundedSender<Command>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The page's address, which is its origin too: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The base of the API, to be given to clients.
    pub fn api(&self) -> String {
        format!("{}/api", self.url())
    }

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

    /// Closes all connections and refuses new ones. The state stays, and the port stays ours.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn refuse(&self) -> io::Result<()> {
        self.order(Command::Refuse)
    }

    /// Accepts connections again.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn accept(&self) -> io::Result<()> {
        self.order(Command::Accept)
    }

    fn order(&self, command: impl FnOnce(mpsc::Sender<io::Result<()>>) -> Command) -> io::Result<()> {
        let gone = || io::Error::other("the stand-in has stopped");
        let (done, answer) = mpsc::channel();
        self.commands
            .as_ref()
            .ok_or_else(gone)?
            .send(command(done))
            .map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// If serving ends by itself.
    pub fn serve_on(mut self) -> io::Result<()> {
        let thread = self.thread.take();
        thread.map_or(Ok(()), |thread| {
            thread.join().map_err(|_| io::Error::other("the stand-in failed"))?
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.commands.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
