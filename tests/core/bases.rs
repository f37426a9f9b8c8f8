//! Base URLs: accepted only if the token is safe there and the path of a request cannot be changed.

use crate::core_tests::read_address;
use crate::tallyfy::{ApiBase, BaseError};
use proptest::prelude::*;
use url::Url;

const PAGE: &str = "https://admin.example";

#[test]
fn valid_bases_are_accepted() {
    for (text, base, origin) in [
        (ApiBase::DEFAULT, "https://go.tallyfy.com/api", "https://go.tallyfy.com"),
        (
            "https://api.tallyfy.com",
            "https://api.tallyfy.com",
            "https://api.tallyfy.com",
        ),
        (
            " https://api.tallyfy.com// ",
            "https://api.tallyfy.com",
            "https://api.tallyfy.com",
        ),
        (
            "HTTPS://API.Tallyfy.com/Api",
            "https://api.tallyfy.com/Api",
            "https://api.tallyfy.com",
        ),
        (
            "https://proxy.example:8443/t/v1.2",
            "https://proxy.example:8443/t/v1.2",
            "https://proxy.example:8443",
        ),
        (
            "https://proxy.example:443/t",
            "https://proxy.example/t",
            "https://proxy.example",
        ),
        (
            "https://proxy.example:0443",
            "https://proxy.example",
            "https://proxy.example",
        ),
        (
            "https://proxy.example:/t",
            "https://proxy.example/t",
            "https://proxy.example",
        ),
        (
            "https://proxy.example:80",
            "https://proxy.example:80",
            "https://proxy.example:80",
        ),
        ("http://localhost:80/t", "http://localhost/t", "http://localhost"),
        (
            "https://[fd00::1]:8443/api",
            "https://[fd00::1]:8443/api",
            "https://[fd00::1]:8443",
        ),
        (
            "https://192.168.1.2/api",
            "https://192.168.1.2/api",
            "https://192.168.1.2",
        ),
        ("https://intranet", "https://intranet", "https://intranet"),
        ("http://localhost/api", "http://localhost/api", "http://localhost"),
        (
            "http://LOCALHOST:8080",
            "http://localhost:8080",
            "http://localhost:8080",
        ),
        (
            "http://127.0.0.1:8080/api",
            "http://127.0.0.1:8080/api",
            "http://127.0.0.1:8080",
        ),
        (
            "http://127.255.255.254",
            "http://127.255.255.254",
            "http://127.255.255.254",
        ),
        ("http://[::1]:8080/api", "http://[::1]:8080/api", "http://[::1]:8080"),
        ("/tallyfy", "https://admin.example/tallyfy", PAGE),
        ("/tallyfy/api/", "https://admin.example/tallyfy/api", PAGE),
        ("/", PAGE, PAGE),
        ("", PAGE, PAGE),
    ] {
        assert_accepted(text, base, origin);
    }
}

#[track_caller]
fn assert_accepted(text: &str, base: &str, origin: &str) {
    let read = ApiBase::parse(text, PAGE, read_address).expect(text);
    assert_eq!((read.as_str(), read.origin()), (base, origin), "{text:?}");
}

#[test]
fn a_base_is_what_a_browser_makes_of_it() {
    for (text, base, origin) in [
        (
            "https://Bücher.example:8443/api",
            "https://xn--bcher-kva.example:8443/api",
            "https://xn--bcher-kva.example:8443",
        ),
        (
            "https://my_proxy.example./api",
            "https://my_proxy.example./api",
            "https://my_proxy.example.",
        ),
        ("https://127.1/api", "https://127.0.0.1/api", "https://127.0.0.1"),
        (
            "http://127.1:8080/api",
            "http://127.0.0.1:8080/api",
            "http://127.0.0.1:8080",
        ),
        ("http://0x7f.0.0.1", "http://127.0.0.1", "http://127.0.0.1"),
        ("http://2130706433", "http://127.0.0.1", "http://127.0.0.1"),
        ("http://127.0.0.010", "http://127.0.0.8", "http://127.0.0.8"),
        ("http://[0:0::1]/api", "http://[::1]/api", "http://[::1]"),
        (
            "https://[::ffff:10.0.0.1]",
            "https://[::ffff:a00:1]",
            "https://[::ffff:a00:1]",
        ),
        (
            "https://go.tallyfy.com/a/../b/./c",
            "https://go.tallyfy.com/b/c",
            "https://go.tallyfy.com",
        ),
        (
            "https://go.tallyfy.com/%2E%2e/api",
            "https://go.tallyfy.com/api",
            "https://go.tallyfy.com",
        ),
        (
            "https://go.tallyfy.com/a\\b",
            "https://go.tallyfy.com/a/b",
            "https://go.tallyfy.com",
        ),
        (
            "https://go.tallyfy.com\\.evil.example",
            "https://go.tallyfy.com/.evil.example",
            "https://go.tallyfy.com",
        ),
        (
            "https://go.tally\u{200b}fy.com",
            "https://go.tallyfy.com",
            "https://go.tallyfy.com",
        ),
        (
            "https://gо.tallyfy.com",
            "https://xn--g-1tb.tallyfy.com",
            "https://xn--g-1tb.tallyfy.com",
        ),
        (
            "https://go.tallyfy.com/?#",
            "https://go.tallyfy.com",
            "https://go.tallyfy.com",
        ),
    ] {
        assert_accepted(text, base, origin);
    }
}

#[test]
fn invalid_bases_are_rejected() {
    use BaseError::{Character, Credentials, Insecure, NotAUrl, QueryOrFragment};
    for (text, error) in [
        ("go.tallyfy.com/api", NotAUrl),
        ("//evil.example/api", NotAUrl),
        ("ftp://go.tallyfy.com", NotAUrl),
        ("javascript://go.tallyfy.com", NotAUrl),
        ("https:go.tallyfy.com", NotAUrl),
        ("https://", NotAUrl),
        ("https:///api", NotAUrl),
        ("https://:443/api", NotAUrl),
        ("https://a:b/api", NotAUrl),
        ("https://a:65536/api", NotAUrl),
        ("https://a:1:2/api", NotAUrl),
        ("https://[::1/api", NotAUrl),
        ("https://::1/api", NotAUrl),
        ("https://[::1]x/api", NotAUrl),
        ("https://[1.2]/api", NotAUrl),
        ("https://go tallyfy.com/api", NotAUrl),
        ("https:\\\\go.tallyfy.com", NotAUrl),
        ("https://\\go.tallyfy.com", NotAUrl),
        ("https://256.256.256.256/api", NotAUrl),
        ("https://1.2.3.999/api", NotAUrl),
        ("https://a.0X7F/api", NotAUrl),
        ("http://go.tallyfy.com/api", Insecure),
        ("HTTP://go.tallyfy.com/api", Insecure),
        ("http://localhost.evil.example", Insecure),
        ("http://127.0.0.1.evil.example", Insecure),
        ("http://128.0.0.1", Insecure),
        ("http://[::2]", Insecure),
        ("http://0.0.0.0:8080", Insecure),
        ("http://128.1", Insecure),
        ("http://127.evil.example", Insecure),
        ("http://[::ffff:127.0.0.1]", Insecure),
        ("https://ann:secret@go.tallyfy.com/api", Credentials),
        ("https://ann@go.tallyfy.com", Credentials),
        ("http://localhost@evil.example", Credentials),
        ("https://go.tallyfy.com/api?x=1", QueryOrFragment),
        ("https://go.tallyfy.com/api#x", QueryOrFragment),
        ("https://go.tallyfy.com?x=/api", QueryOrFragment),
        ("/tallyfy?x", QueryOrFragment),
        ("https://go.tallyfy.com/a//b", Character('.')),
        ("https://go.tallyfy.com\\@evil.example", Character('@')),
        ("https://go.tallyfy.com%2eevil.example@a", Credentials),
        ("https://go.tallyfy.com/%2f..", Character('%')),
        ("https://b\u{fc}cher.example/a%2fb", Character('%')),
        ("https://go.tallyfy.com/a b", Character(' ')),
        ("/\\evil.example", Character('\\')),
        ("/api/..", Character('.')),
        ("/%2e%2e/api", Character('%')),
        ("/a\n/b", Character('\n')),
    ] {
        assert_eq!(ApiBase::parse(text, PAGE, read_address), Err(error), "{text:?}");
    }
}

#[test]
fn a_relative_base_requires_a_page_with_an_origin() {
    for origin in ["null", ""] {
        assert_eq!(ApiBase::parse("/api", origin, read_address), Err(BaseError::NoOrigin));
        assert!(ApiBase::parse("https://go.tallyfy.com/api", origin, read_address).is_ok());
    }
}

proptest! {
    #[test]
    fn an_accepted_base_is_a_valid_url(text in texts()) {
        if let Ok(base) = ApiBase::parse(&text, PAGE, read_address) {
            let url = Url::parse(base.as_str());
            prop_assert!(url.is_ok(), "{base:?}: {url:?}");
            let url = url.expect("checked");
            prop_assert_eq!((url.username(), url.password(), url.query(), url.fragment()), ("", None, None, None));
            prop_assert_eq!(url.path().trim_end_matches('/'), &base.as_str()[base.origin().len()..]);
            prop_assert_eq!(url.origin(), Url::parse(base.origin()).expect("an origin").origin());
            let host = url.host_str().expect("a host");
            prop_assert!(base.origin().contains(host) || host.starts_with('['), "{host} in {base:?}");
            let loopback = host == "localhost" || host == "[::1]" || host.starts_with("127.");
            prop_assert!(url.scheme() == "https" || url.scheme() == "http" && loopback);
        }
    }
}

/// Texts that are similar to a base URL.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "(https?|HTTPS?|ftp)?(://|:|//)[a-z0-9.:@\\[\\]-]{0,12}(:[0-9]{0,6})?(/[a-z0-9._~%?#-]{0,5}){0,4}",
        "https://[a-zA-Z][a-zA-Z0-9-]{0,8}(\\.[a-z0-9x]{1,6}){0,3}(:[0-9]{1,5})?(/[a-zA-Z0-9._~-]{1,8}){0,3}/?",
        "http://(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\])(:[0-9]{1,5})?(/[a-z.]{1,4}){0,3}",
        "(/[a-zA-Z0-9._~-]{1,8}){0,4}/?",
    ]
}
