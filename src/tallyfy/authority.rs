//! Hosts and ports, as browsers read them.

use super::search::{split_last, split_once};

/// A name, or an address that no browser reads as another one: `127.1` and `0x7f.0.0.1` would become `127.0.0.1`.
pub(super) fn is_host_and_port(authority: &str) -> bool {
    let (host, port) = host_and_port(authority);
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return false;
    }
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(is_ipv6);
    }
    let is_hex = |label: &str| label.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    let is_number = |label: &str| is_hex(label) || label.bytes().all(|byte| byte.is_ascii_digit());
    let is_label = |label: &str| !label.is_empty() && !label.contains([':', '[', ']']);
    if is_number(split_last(host, b'.').map_or(host, |(_, label)| label)) {
        ipv4(host).is_some()
    } else {
        host.split('.').all(is_label)
    }
}

fn host_and_port(authority: &str) -> (&str, &str) {
    match split_last(authority, b':') {
        Some(parts) if !authority.ends_with(']') => parts,
        _ => (authority, ""),
    }
}

/// Only what a resolver cannot send elsewhere: `localhost`, 127.0.0.0/8 and `::1`, with or without a port.
pub(super) fn is_loopback(authority: &str) -> bool {
    let (host, _) = host_and_port(authority);
    host.eq_ignore_ascii_case("localhost") || host == "[::1]" || ipv4(host).is_some_and(|address| address[0] == 127)
}

/// Four decimal numbers without leading zeros. The standard library's reader of addresses, and its other one below,
/// would weigh a kilobyte of what every page downloads.
fn ipv4(host: &str) -> Option<[u8; 4]> {
    let mut address = [0; 4];
    let mut labels = host.split('.');
    for number in &mut address {
        let label = labels.next()?;
        let plain = label.bytes().all(|byte| byte.is_ascii_digit()) && (label.len() == 1 || !label.starts_with('0'));
        *number = label.parse().ok().filter(|_| plain)?;
    }
    labels.next().is_none().then_some(address)
}

/// Eight groups of hex digits, or fewer with one `::` in them.
fn is_ipv6(text: &str) -> bool {
    let groups = |part: &str| {
        let is_group =
            |group: &str| (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_hexdigit());
        match part {
            "" => Some(0),
            _ => part.split(':').all(is_group).then(|| part.split(':').count()),
        }
    };
    match split_once(text, "::") {
        Some((before, after)) => groups(before)
            .zip(groups(after))
            .is_some_and(|(before, after)| before + after < 8),
        None => groups(text) == Some(8),
    }
}
