//! The accept loop, which can refuse connections for a while.

use std::io;
use std::net::Shutdown;

use axum::Router;
use socket2::SockRef;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use super::Port;
use super::connection;

/// A command for the accept loop, which replies once it is executed.
#[derive(Debug)]
pub(crate) enum Command {
    /// Close every connection and refuse new ones.
    Refuse(std::sync::mpsc::Sender<io::Result<()>>),
    /// Accept connections again.
    Accept(std::sync::mpsc::Sender<io::Result<()>>),
}

/// A listening socket, and the sender that stops its connections.
struct Listener {
    socket: TcpListener,
    stop: watch::Sender<()>,
}

impl Listener {
    fn open(socket: std::net::TcpListener) -> io::Result<Self> {
        let socket = TcpListener::from_std(socket)?;
        Ok(Self {
            socket,
            stop: watch::Sender::new(()),
        })
    }

    /// Accepts one connection and serves it in a new task.
    async fn accept(&self, router: &Router) {
        // An error here concerns one connection, and the system reports it to the client.
        if let Ok((stream, _)) = self.socket.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(connection::serve(stream, router.clone(), self.stop.subscribe()));
        }
    }

    async fn close(self) {
        // A child process that is being started holds a copy of the socket for a moment, so closing this one is not
        // enough.
        let _ = SockRef::from(&self.socket).shutdown(Shutdown::Read);
        drop(self.socket);
        let _ = self.stop.send(());
        self.stop.closed().await;
    }
}

/// Accepts connections until the sender of commands is dropped.
pub(crate) async fn accept(
    port: Port,
    socket: std::net::TcpListener,
    router: Router,
    mut commands: mpsc::UnboundedReceiver<Command>,
) -> io::Result<()> {
    let mut listener = Some(Listener::open(socket)?);
    loop {
        let command = match &listener {
            Some(open) => tokio::select! {
                () = open.accept(&router) => continue,
                command = commands.recv() => command,
            },
            None => commands.recv().await,
        };
        match command {
            None => {
                if let Some(open) = listener {
                    open.close().await;
                }
                return Ok(());
            }
            Some(Command::Refuse(done)) => {
                if let Some(open) = listener.take() {
                    open.close().await;
                }
                let _ = done.send(Ok(()));
            }
            Some(Command::Accept(done)) => {
                if listener.is_none() {
                    match port.listen().and_then(Listener::open) {
                        Ok(open) => listener = Some(open),
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
