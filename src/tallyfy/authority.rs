//! Hosts and ports, as browsers read them.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A name, or an address that no browser reads as another one: `127.1` and `0x7f.0.0.1` would become `127.0.0.1`.
pub(super) fn is_host_and_port(authority: &str) -> bool {
    let (host, port) = host_and_port(authority);
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return false;
    }
    if let Some(address) = host.strip_prefix('[') {
        return address
            .strip_suffix(']')
            .is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let is_hex = |label: &str| label.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    let is_number = |label: &str| is_hex(label) || label.bytes().all(|byte| byte.is_ascii_digit());
    let is_label = |label: &str| !label.is_empty() && !label.contains([':', '[', ']']);
    if is_number(host.rsplit_once('.').map_or(host, |(_, label)| label)) {
        host.parse::<Ipv4Addr>().is_ok()
    } else {
        host.split('.').all(is_label)
    }
}

fn host_and_port(authority: &str) -> (&str, &str) {
    match authority.rsplit_once(':') {
        Some(parts) if !authority.ends_with(']') => parts,
        _ => (authority, ""),
    }
}

/// Only what a resolver cannot send elsewhere: `localhost`, 127.0.0.0/8 and `::1`, with or without a port.
pub(super) fn is_loopback(authority: &str) -> bool {
    let (host, _) = host_and_port(authority);
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
