//! The accept loop, which can refuse connections for a while.

use std::io;
use std::net::Shutdown;

use axum::Router;
use socket2::SockRef;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use super::Port;
use super::connection;

/// What the accept loop can be told. It answers when it is done.
#[derive(Debug)]
pub(crate) enum Command {
    /// Close every connection and refuse new ones.
    Refuse(std::sync::mpsc::Sender<io::Result<()>>),
    /// Accept connections again.
    Accept(std::sync::mpsc::Sender<io::Result<()>>),
}

/// A listener, and the sender that tells its connections to stop.
struct Door {
    listener: TcpListener,
    stop: watch::Sender<()>,
}

impl Door {
    fn open(listener: std::net::TcpListener) -> io::Result<Self> {
        let listener = TcpListener::from_std(listener)?;
        Ok(Self {
            listener,
            stop: watch::Sender::new(()),
        })
    }

    /// Serves whoever comes.
    async fn welcome(&self, app: &Router) {
        // What fails here is one connection, and its client is told by the system.
        if let Ok((stream, _)) = self.listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(connection::serve(stream, app.clone(), self.stop.subscribe()));
        }
    }

    async fn shut(self) {
        // A process that is being started elsewhere holds a copy of the listener for a moment, so that closing this
        // one would not be enough.
        let _ = SockRef::from(&self.listener).shutdown(Shutdown::Read);
        drop(self.listener);
        let _ = self.stop.send(());
        self.stop.closed().await;
    }
}

/// Accepts until nobody is left who could send a command.
pub(crate) async fn accept(
    port: Port,
    listener: std::net::TcpListener,
    app: Router,
    mut commands: mpsc::UnboundedReceiver<Command>,
) -> io::Result<()> {
    let mut door = Some(Door::open(listener)?);
    loop {
        let command = match &door {
            Some(open) => tokio::select! {
                () = open.welcome(&app) => continue,
                command = commands.recv() => command,
            },
            None => commands.recv().await,
        };
        match command {
            None => {
                if let Some(open) = door {
                    open.shut().await;
                }
                return Ok(());
            }
            Some(Command::Refuse(done)) => {
                if let Some(open) = door.take() {
                    open.shut().await;
                }
                let _ = done.send(Ok(()));
            }
            Some(Command::Accept(done)) => {
                if door.is_none() {
                    match port.listen().and_then(Door::open) {
                        Ok(open) => door = Some(open),
                        Err(error) => {
                            let _ = done.send(Err(error));
                            continue;
                        }
                    }
                }
                let _ = done.send(Ok(()));
            }
        }
    }
}
