//! The accept loop, which can refuse connections for a while without losing its port.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use socket2::{Domain, Socket, Type};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use super::connection;

/// What the accept loop can be told. It answers when it is done.
#[derive(Debug)]
pub(crate) enum Command {
    /// Close every connection and refuse new ones.
    Refuse(std::sync::mpsc::Sender<io::Result<()>>),
    /// Accept connections again.
    Accept(std::sync::mpsc::Sender<io::Result<()>>),
}

/// A socket on a port of the loopback interface, and of no other.
fn bind(port: u16) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    // Connections of the last start may linger on this port; only a listener elsewhere makes it taken.
    socket.set_reuse_address(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    Ok(socket)
}

/// A listening socket on this port, or on any free one for 0.
pub(crate) fn listen(port: u16) -> io::Result<std::net::TcpListener> {
    let socket = bind(port)?;
    socket.listen(1024)?;
    Ok(socket.into())
}

enum Door {
    Open(TcpListener, watch::Sender<()>),
    /// Bound but not listening: the port stays ours, and the system refuses connections to it.
    Shut(Socket),
}

/// Accepts until nobody is left who could send a command.
pub(crate) async fn accept(
    listener: std::net::TcpListener,
    app: Router,
    mut commands: mpsc::UnboundedReceiver<Command>,
) -> io::Result<()> {
    let port = listener.local_addr()?.port();
    let mut door = Door::Open(TcpListener::from_std(listener)?, watch::Sender::new(()));
    loop {
        let command = match &door {
            Door::Open(listener, stop) => tokio::select! {
                accepted = listener.accept() => {
                    if let Ok((stream, _)) = accepted {
                        let _ = stream.set_nodelay(true);
                        tokio::spawn(connection::serve(stream, app.clone(), stop.subscribe()));
                    }
                    continue;
                }
                command = commands.recv() => command,
            },
            Door::Shut(_) => commands.recv().await,
        };
        let Some(command) = command else { return Ok(()) };
        door = match (command, door) {
            (Command::Refuse(done), Door::Open(listener, stop)) => {
                drop(listener);
                let _ = stop.send(());
                stop.closed().await;
                let shut = Door::Shut(bind(port)?);
                let _ = done.send(Ok(()));
                shut
            }
            (Command::Accept(done), Door::Shut(socket)) => {
                socket.listen(1024)?;
                let open = Door::Open(TcpListener::from_std(socket.into())?, watch::Sender::new(()));
                let _ = done.send(Ok(()));
                open
            }
            (Command::Refuse(done) | Command::Accept(done), door) => {
                let _ = done.send(Ok(()));
                door
            }
        };
    }
}
