//! A running sandbox, as tests start and control it.

mod page;
mod state;

use std::io;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use tokio::sync::mpsc::UnboundedSender;

use crate::app_state::AppState;
use crate::config::Config;
use crate::error::StartError;
use crate::router;
use crate::serve::{self, Command, Port};

/// A running sandbox. It stops when this is dropped, and that panics if a call ended in `/delete`.
#[derive(Debug)]
#[must_use = "the sandbox stops when this is dropped"]
pub struct Sandbox {
    port: u16,
    pub(crate) app: Arc<AppState>,
    commands: Option<UnboundedSender<Command>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Sandbox {
    /// Starts on a thread of its own, so that tests with and without a runtime can use it. It listens when this
    /// returns.
    ///
    /// # Errors
    /// If the port is taken, the page is missing, or the system refuses.
    pub fn start(config: Config) -> Result<Self, StartError> {
        if let Some(dist) = config.dist.as_ref().filter(|dist| !dist.join("index.html").is_file()) {
            return Err(StartError::NoPage(dist.clone()));
        }
        let taken = |error: io::Error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken(config.port),
            _ => StartError::Io(error),
        };
        let reserved = Port::reserve(config.port).map_err(taken)?;
        let listener = reserved.listen().map_err(taken)?;
        let port = reserved.number();
        let app = Arc::new(AppState::new(config));
        let router = router::build(&app)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (commands, receiver) = tokio::sync::mpsc::unbounded_channel();
        let serve = move || runtime.block_on(serve::accept(reserved, listener, router, receiver));
        let thread = std::thread::Builder::new()
            .name(format!("sandbox {port}"))
            .spawn(serve)?;
        Ok(Self {
            port,
            app,
            commands: Some(commands),
            thread: Some(thread),
        })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The page's address, which is its origin too: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The base URL of the API, for clients.
    pub fn api(&self) -> String {
        format!("{}/api", self.url())
    }

    /// Closes all connections and refuses new ones. The state is kept, and the port stays reserved.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn refuse(&self) -> io::Result<()> {
        self.send(Command::Refuse)
    }

    /// Accepts connections again.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn accept(&self) -> io::Result<()> {
        self.send(Command::Accept)
    }

    fn send(&self, command: impl FnOnce(mpsc::Sender<io::Result<()>>) -> Command) -> io::Result<()> {
        let gone = || io::Error::other("the sandbox has stopped");
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
    /// If the server stops by itself.
    pub fn join(mut self) -> io::Result<()> {
        let thread = self.thread.take();
        let served = thread.map_or(Ok(()), |thread| {
            thread.join().map_err(|_| io::Error::other("the sandbox failed"))?
        });
        // Only a test fails because of deletions: here they were refused, and that is enough.
        self.take_deletions();
        served
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.commands.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let deletions = self.take_deletions();
        assert!(
            deletions.is_empty() || std::thread::panicking(),
            "something was to be deleted permanently: {}",
            deletions.join(", ")
        );
    }
}
