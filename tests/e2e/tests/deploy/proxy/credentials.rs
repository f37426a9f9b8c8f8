//! Authentication: of the user to Tallyfy, and of Tallyfy to the proxy.

use super::{answer, calls};
use crate::nginx::{Nginx, Tallyfy, Tls};
use crate::upstream::Upstream;

#[test]
fn credentials_of_this_host_are_not_forwarded() {
    let tallyfy = Upstream::start(|_| answer("200 OK", ""));
    let nginx = Nginx::start("basic", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
    let path = &calls()[0].1;
    for (authorization, is_forwarded) in [
        ("Bearer eyJ0.eyJz.c2ln", true),
        ("bearer ~every!letter,there/is+in=a-token", true),
        ("Basic dXNlcjpzZWNyZXQ=", false),
        ("basic dXNlcjpzZWNyZXQ=", false),
        ("Bearer t, Basic dXNlcjpzZWNyZXQ=", false),
        ("Digest username=\"Bearer t\"", false),
        ("Negotiate Bearer", false),
        ("Bearer", false),
        ("t", false),
    ] {
        assert_eq!(
            nginx.request("GET", path, &[("Authorization", authorization)]).status,
            200
        );
        let heads = tallyfy.heads();
        let sent = heads[0].lines().find_map(|line| line.strip_prefix("Authorization: "));
        assert_eq!(sent, is_forwarded.then_some(authorization), "{authorization}");
    }
    let two = [
        ("Authorization", "Basic dXNlcjpzZWNyZXQ="),
        ("Authorization", "Bearer t"),
    ];
    nginx.request("GET", path, &two);
    let sent = tallyfy.heads().concat();
    assert!(!sent.contains("Basic"), "{sent}");
}

#[test]
fn the_certificate_of_tallyfy_is_verified() {
    let path = &calls()[0].1;
    for (name, is_trusted, status) in [
        ("go.tallyfy.com", true, 200),
        ("go.tallyfy.com", false, 502),
        ("tallyfy.example", true, 502),
    ] {
        let tallyfy = Tallyfy::Certified { name, is_trusted };
        let nginx = Nginx::start("certified", &tallyfy, Tls::InFront);
        let answer = nginx.request("GET", path, &[]);
        assert_eq!(answer.status, status, "{name}, trusted: {is_trusted}: {}", nginx.logs());
        // SNI and Host have that name.
        assert_eq!(
            answer.text() == "go.tallyfy.com go.tallyfy.com",
            status == 200,
            "{}",
            answer.text()
        );
    }
}
