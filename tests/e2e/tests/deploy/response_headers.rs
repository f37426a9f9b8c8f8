//! Which response headers of Tallyfy are forwarded: none that would affect this host.
//!
//! The names are those of IANA's HTTP Field Name Registry (June 2026) and of MDN's browser compatibility data (8.1.9),
//! and others that browsers once supported or that only vendors document. Each is in one of two lists, so that none is
//! forwarded by oversight. Framing headers are in neither: nginx sets them itself.

use std::collections::BTreeSet;

use crate::nginx::{Nginx, Tallyfy, Tls};
use crate::upstream::Upstream;

/// Headers that affect more than this one response.
const BLOCKED: &str = "
    Accept-CH Accept-CH-Lifetime Access-Control Access-Control-Allow-Credentials Access-Control-Allow-Headers
    Access-Control-Allow-Local-Network Access-Control-Allow-Methods Access-Control-Allow-Origin
    Access-Control-Allow-Private-Network Access-Control-Expose-Headers Access-Control-Max-Age
    Activate-Storage-Access Ad-Auction-Additional-Bid Ad-Auction-Allowed Ad-Auction-Signals Age Alt-Svc
    Alternate-Protocol Alternates Attribution-Reporting-Info Attribution-Reporting-Register-OS-Source
    Attribution-Reporting-Register-OS-Trigger Attribution-Reporting-Register-Source
    Attribution-Reporting-Register-Trigger Authentication-Control Authentication-Info Available-Dictionary
    Cache-Control Cache-Group-Invalidation Cache-Groups Cache-Status CDN-Cache-Control Clear-Site-Data
    Connection-Allowlist Connection-Allowlist-Report-Only Content-Base Content-DPR Content-Location
    Content-Security-Policy Content-Security-Policy-Report-Only Critical-CH Cross-Origin-Embedder-Policy
    Cross-Origin-Embedder-Policy-Report-Only Cross-Origin-Opener-Policy Cross-Origin-Opener-Policy-Report-Only
    Cross-Origin-Resource-Policy Default-Style Dictionary-ID Document-Isolation-Policy
    Document-Isolation-Policy-Report-Only Document-Policy Document-Policy-Report-Only Edge-Control ETag Expect-CT
    Expires Feature-Policy IdP-SignIn-Status Integrity-Policy Integrity-Policy-Report-Only Keep-Alive Last-Modified
    Link Location NEL No-Vary-Search Observe-Browsing-Topics Optional-WWW-Authenticate Origin-Agent-Cluster
    Origin-Policy Origin-Trial P3P Permissions-Policy Permissions-Policy-Report-Only PICS-Label Pragma
    Private-Network-Access-ID Private-Network-Access-Name Proxy-Authenticate Proxy-Authentication-Info
    Proxy-Connection Public-Key-Pins Public-Key-Pins-Report-Only Referrer-Policy Refresh Report-To
    Reporting-Endpoints Require-Document-Policy Sec-Private-State-Token Sec-Private-State-Token-Lifetime
    Sec-Redemption-Record Sec-Session-Challenge Sec-Session-Registration Secure-Session-Challenge
    Secure-Session-Registration Service-Worker-Allowed Set-Cookie Set-Cookie2 Set-Login Shared-Storage-Write
    Snapshot-Content-Location SourceMap Speculation-Rules Strict-Transport-Security Supports-Loading-Mode
    Surrogate-Control Timing-Allow-Origin Tk Upgrade URI Use-As-Dictionary Variant-Vary Variants Vary Warning
    WWW-Authenticate X-Accel-Buffering X-Accel-Charset X-Accel-Expires X-Accel-Limit-Rate X-Accel-Redirect
    X-Allow-FLEDGE X-Content-Security-Policy X-Content-Security-Policy-Report-Only X-Content-Type-Options
    X-DNS-Prefetch-Control X-Download-Options X-Frame-Options X-LIGHTTPD-send-file X-Permitted-Cross-Domain-Policies
    X-Reproxy-URL X-Robots-Tag X-Sendfile X-SourceMap X-UA-Compatible X-WebKit-CSP X-WebKit-CSP-Report-Only
    X-XSS-Protection
";

/// Headers that affect this response only, or only requests.
const FORWARDED: &str = "
    A-IM Accept Accept-Additions Accept-Charset Accept-Datetime Accept-Encoding Accept-Features Accept-Language
    Accept-Patch Accept-Post Accept-Query Accept-Ranges Accept-Signature Access-Control-Request-Headers
    Access-Control-Request-Method Allow ALPN Alt-Used AMP-Cache-Transform Apply-To-Redirect-Ref
    Attribution-Reporting-Eligible Attribution-Reporting-Support Authorization C-Ext C-Man C-Opt C-PEP C-PEP-Info
    Cal-Managed-ID CalDAV-Timezones Capsule-Protocol CDN-Loop Cert-Not-After Cert-Not-Before CF-Ray Client-Cert
    Client-Cert-Chain Compliance Concealed-Auth-Export Configuration-Context Content-Digest Content-Disposition
    Content-ID Content-Language Content-MD5 Content-Range Content-Script-Type Content-Style-Type
    Content-Transfer-Encoding Content-Type Content-Version Cookie Cookie2 Cost DASL DAV Delta-Base Deprecation Depth
    Derived-From Destination Detached-JWS Device-Memory Differential-ID Digest DNT Downlink DPoP DPoP-Nonce DPR
    Early-Data ECT EDIINT-Features Expect Ext Forwarded From GetProfile Hobareg HTTP2-Settings Idempotency-Key If
    If-Match If-Modified-Since If-None-Match If-Range If-Schedule-Tag-Match If-Unmodified-Since IM
    Include-Referred-Token-Binding-ID Incremental Isolation Label Last-Event-ID Link-Template Lock-Token Man
    Max-Forwards Memento-Datetime Message-ID Meter Method-Check Method-Check-Expires MIME-Version Negotiate
    Non-Compliance OData-EntityId OData-Isolation OData-MaxVersion OData-Version Opt Optional Ordering-Type Origin
    OSCORE OSLC-Core-Version Overwrite PEP Pep-Info Ping-From Ping-To Position Prefer Preference-Applied Priority
    ProfileObject Protocol Protocol-Info Protocol-Query Protocol-Request Proxy-Authorization Proxy-Features
    Proxy-Instruction Proxy-Status Public Range Redirect-Ref Referer Referer-Root Repeatability-Client-ID
    Repeatability-First-Sent Repeatability-Request-ID Repeatability-Result Replay-Nonce Repr-Digest Resolution-Hint
    Resolver-Location Retry-After RTT Safe Save-Data Schedule-Reply Schedule-Tag Sec-Browsing-Topics
    Sec-CH-Device-Memory Sec-CH-DPR Sec-CH-Prefers-Color-Scheme Sec-CH-Prefers-Reduced-Motion
    Sec-CH-Prefers-Reduced-Transparency Sec-CH-UA Sec-CH-UA-Arch Sec-CH-UA-Bitness Sec-CH-UA-Form-Factors
    Sec-CH-UA-Full-Version Sec-CH-UA-Full-Version-List Sec-CH-UA-Mobile Sec-CH-UA-Model Sec-CH-UA-Platform
    Sec-CH-UA-Platform-Version Sec-CH-UA-WoW64 Sec-CH-Viewport-Height Sec-CH-Viewport-Width Sec-CH-Width
    Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-Storage-Access Sec-Fetch-User Sec-GPC
    Sec-Private-State-Token-Crypto-Version Sec-Purpose Sec-Secure-Session-Id Sec-Speculation-Tags Sec-Token-Binding
    Sec-WebSocket-Accept Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version
    Secure-Session-Response Secure-Session-Skipped Security-Scheme Server-Timing Service-Worker
    Service-Worker-Navigation-Preload Set-Txn SetProfile Signature Signature-Input SLUG SoapAction Status-URI SubOK
    Subst Sunset Surrogate-Capability TCN Timeout Title Topic Traceparent Tracestate TTL UA-Color UA-Media UA-Pixels
    UA-Resolution UA-Windowpixels Unencoded-Digest Upgrade-Insecure-Requests Urgency User-Agent Version Via
    Viewport-Width Want-Content-Digest Want-Digest Want-Repr-Digest Width X-Device-Accept X-Device-Accept-Charset
    X-Device-Accept-Encoding X-Device-Accept-Language X-Device-User-Agent X-RateLimit-Limit X-RateLimit-Remaining
    X-Request-Id
";

/// The value of every header that Tallyfy sends.
const VALUE: &str = "theirs";

/// The most headers that nginx accepts in one response.
const MAX_HEADERS: usize = 40;

/// An upstream that sends all these headers, some in each response. The task's ID selects them and the status.
fn tallyfy(names: Vec<&'static str>) -> Upstream {
    Upstream::start(move |head| {
        let id = head.split(['/', ' ']).nth(6).expect("the path is that of a task");
        let (status, part) = id.split_once('-').expect("the test sets it");
        let part = names.chunks(MAX_HEADERS).nth(part.parse().expect("it is a number"));
        let headers: Vec<_> = part
            .expect("there is that part")
            .iter()
            .map(|name| format!("{name}: {VALUE}\r\n"))
            .collect();
        format!(
            "HTTP/1.1 {status} Theirs\r\nContent-Length: 0\r\n{}\r\n",
            headers.concat()
        )
        .into_bytes()
    })
}

#[test]
fn response_headers_about_this_host_are_removed_and_others_kept() {
    let names = |list: &'static str| list.split_whitespace();
    let all: Vec<_> = names(BLOCKED).chain(names(FORWARDED)).collect();
    let parts = all.len().div_ceil(MAX_HEADERS);
    let tallyfy = tallyfy(all);
    let nginx = Nginx::start("speaking", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
    for status in [200, 302, 401, 404, 503] {
        let mut arrived = BTreeSet::new();
        for part in 0..parts {
            let answer = nginx.request("GET", &format!("/api/organizations/o/tasks/{status}-{part}"), &[]);
            assert_eq!(answer.status, status);
            for (name, value) in &answer.headers {
                // Of duplicates, browsers use the first, the last, or neither.
                assert_eq!(answer.header(name), Some(value.as_str()), "{status}");
                if value.contains(VALUE) {
                    arrived.insert(name.clone());
                }
            }
        }
        let expected: BTreeSet<_> = names(FORWARDED).map(str::to_lowercase).collect();
        let stopped: Vec<_> = expected.difference(&arrived).collect();
        let passed: Vec<_> = arrived.difference(&expected).collect();
        assert!(
            stopped.is_empty() && passed.is_empty(),
            "{status}: {stopped:?} missing, {passed:?} too many"
        );
    }
}

#[test]
fn a_redirect_of_the_api_is_not_followed() {
    for base in [
        "https://go.tallyfy.com/api/x",
        "http://go.tallyfy.com/x",
        "/x",
        "//example.com/",
        "x",
    ] {
        let redirect =
            format!("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {base}\r\nRefresh: 0;url={base}\r\n\r\n");
        let tallyfy = Upstream::start(move |_| redirect.clone().into_bytes());
        let nginx = Nginx::start("redirect", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
        let answer = nginx.request("GET", "/api/organizations/o/tasks/t", &[]);
        assert_eq!((answer.status, answer.header("location")), (302, None), "{base}");
        assert_eq!(answer.header("refresh"), None, "{base}");
    }
}
