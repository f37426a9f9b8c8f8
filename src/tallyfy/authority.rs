//! Hosts and ports, as browsers parse them.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Accepts names and canonical addresses. Browsers would normalize `127.1` and `0x7f.0.0.1` to `127.0.0.1`.
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

/// The authority as browsers write it in an origin: in lower case, without the default port of the scheme.
pub(super) fn in_origin(scheme: &str, authority: &str) -> String {
    let (host, port) = host_and_port(authority);
    let host = host.to_ascii_lowercase();
    let default = if scheme == "https" { 443 } else { 80 };
    match port.parse::<u16>() {
        Ok(port) if port != default => format!("{host}:{port}"),
        _ => host,
    }
}

fn host_and_port(authority: &str) -> (&str, &str) {
    match authority.rsplit_once(':') {
        Some(parts) if !authority.ends_with(']') => parts,
        _ => (authority, ""),
    }
}

/// `localhost`, 127.0.0.0/8 or `::1`, with or without a port. No resolver can map these to another machine.
pub(super) fn is_loopback(authority: &str) -> bool {
    let (host, _) = host_and_port(authority);
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
