//! A reserved port on the loopback interface.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use socket2::{Domain, Socket, Type};

/// A port that stays reserved, also while nothing listens on it.
#[derive(Debug)]
pub(crate) struct Port {
    number: u16,
    /// Bound and never listening: the system refuses connections to the port, and gives it to no other program.
    _reservation: Socket,
}

impl Port {
    /// Reserves this port, or any free one for 0.
    pub(crate) fn reserve(number: u16) -> io::Result<Self> {
        let reservation = bind(number)?;
        let address = reservation.local_addr()?.as_socket();
        let number = address.map_or(number, |address| address.port());
        Ok(Self {
            number,
            _reservation: reservation,
        })
    }

    pub(crate) fn number(&self) -> u16 {
        self.number
    }

    pub(crate) fn listen(&self) -> io::Result<TcpListener> {
        let socket = bind(self.number)?;
        socket.listen(1024)?;
        Ok(socket.into())
    }
}

fn bind(port: u16) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    // The reservation and a listener share the port, and so do connections of the last start that linger on it; only
    // another program's listener makes it taken.
    socket.set_reuse_address(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    Ok(socket)
}
