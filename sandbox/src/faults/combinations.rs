//! The replies of the table "What each ending proves" by name, and their combinations with the time of the work.

use serde::Serialize;

use super::work::WORKS;
use super::{After, Fault, Reply, Shown, Work};
use crate::serve::Disconnect;

/// A named sequence of faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Combination {
    /// `REPLY/WORK`, as in `502/later`, or `repeat/REPLY`.
    pub name: String,
    /// The faults, in the order in which they are injected.
    pub faults: Vec<Fault>,
}

/// The names of the replies that [`combination`] knows.
pub fn reply_names() -> Vec<&'static str> {
    named_faults().into_iter().map(|(name, _)| name).collect()
}

/// All combinations: each reply with each time of the work, and each reply to the browser's automatic retry.
///
/// `REPLY/WORK` gives this reply to every request; `WORK` is `never`, `before`, `later` or `twice`. `repeat/REPLY`
/// executes the first request and resets its connection, gives the reply to the second one without doing the work,
/// and leaves the others alone.
pub fn combinations() -> Vec<Combination> {
    let combined = named_faults().into_iter().flat_map(|(name, fault)| {
        let repeated = Combination {
            name: format!("repeat/{name}"),
            faults: vec![
                Fault::reply(Reply::Reset).after_work().times(1),
                fault.clone().work(Work::Never).times(1),
            ],
        };
        let works = WORKS.map(|work| Combination {
            name: format!("{name}/{}", work.name()),
            faults: vec![fault.clone().work(work)],
        });
        works.into_iter().chain([repeated])
    });
    combined.collect()
}

/// The combination with this name.
///
/// ```
/// use std::time::Duration;
///
/// // Every DELETE is answered 502, and executed three seconds later.
/// let faults = sandbox::combination("502/later").late_by(Duration::from_secs(3)).faults;
/// assert_eq!(faults.len(), 1);
/// ```
///
/// # Panics
/// If there is none.
pub fn combination(name: &str) -> Combination {
    find(name).unwrap_or_else(|reason| panic!("{reason}"))
}

pub(crate) fn find(name: &str) -> Result<Combination, String> {
    let found = combinations().into_iter().find(|combination| combination.name == name);
    found.ok_or_else(|| {
        format!(
            "There is no combination {name}. A name is REPLY/never, REPLY/before, REPLY/later, REPLY/twice or \
             repeat/REPLY, and the replies are: {}",
            reply_names().join(", ")
        )
    })
}

impl Combination {
    /// Changes the time from the reply to late work.
    #[must_use]
    pub fn late_by(mut self, delay: std::time::Duration) -> Self {
        self.faults = self.faults.into_iter().map(|fault| fault.late_by(delay)).collect();
        self
    }

    /// Limits how many requests each of the faults is injected into.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.faults = self.faults.into_iter().map(|fault| fault.times(times)).collect();
        self
    }
}

/// A wait that no client should sit out, in seconds.
const LONG: u64 = 3_600;

fn named_faults() -> Vec<(&'static str, Fault)> {
    let mut faults = connections();
    faults.extend(successes());
    faults.extend(refusals());
    faults.extend(failures());
    faults
}

fn connections() -> Vec<(&'static str, Fault)> {
    let informational = |then| Fault::reply(Reply::Informational { status: 103, then });
    vec![
        ("reset", Fault::reply(Reply::Reset)),
        ("close", Fault::reply(Reply::Close)),
        ("hang", Fault::reply(Reply::Silence)),
        ("103-reset", informational(Disconnect::Reset)),
        ("103-close", informational(Disconnect::Close)),
        ("103-hang", informational(Disconnect::Hang)),
        ("cut-off", Fault::reply(Reply::Truncated)),
        ("cut-off-reset", Fault::reply(Reply::ResetInBody)),
        ("cut-off-hang", task(Shown::AsItIs).cut(Disconnect::Hang)),
        ("cut-off-500", Fault::fixture("server-error-500").cut(Disconnect::Close)),
    ]
}

fn successes() -> Vec<(&'static str, Fault)> {
    let ok = |body: &str| Fault::status(200, body);
    let location = "http://127.0.0.1:9/elsewhere".to_owned();
    vec![
        ("usual", Fault::usual()),
        ("200-task", task(Shown::Changed)),
        ("200-task-unchanged", task(Shown::Unchanged)),
        (
            "200-error",
            ok(r#"{"error":true,"message":"Cannot delete linked tasks."}"#),
        ),
        (
            "200-error-object",
            ok(r#"{"error":{"code":"TASK_LOCKED","message":"The task is locked."}}"#),
        ),
        (
            "200-errors",
            ok(r#"{"errors":{"task":["The task cannot be archived."]}}"#),
        ),
        ("200-message", ok(r#"{"message":"Cannot delete linked tasks."}"#)),
        ("200-text", text(200, "OK")),
        ("200-html", Fault::reply(Reply::SignInPage)),
        ("200-empty", Fault::reply(Reply::Empty)),
        ("200-half-json", Fault::reply(Reply::TruncatedJson)),
        ("200-unrelated", ok(r#"{"status":"ok","version":"4.2.0"}"#)),
        ("202", Fault::status(202, r#"{"message":"Accepted"}"#)),
        ("202-empty", Fault::status(202, "")),
        (
            "207",
            Fault::status(207, r#"{"responses":[{"status":423,"message":"Locked"}]}"#),
        ),
        ("307", Fault::reply(Reply::Redirect { status: 307, location })),
    ]
}

fn refusals() -> Vec<(&'static str, Fault)> {
    let no = |status| Fault::status(status, r#"{"error":true,"message":"No."}"#);
    vec![
        ("400", no(400)),
        ("401", Fault::fixture("unauthenticated-401")),
        ("402", Fault::fixture("plan-limit-402")),
        ("403", Fault::fixture("forbidden-403")),
        ("403-html", html(403, "403 Forbidden")),
        ("404", Fault::fixture("not-found-404")),
        ("404-endpoint", Fault::fixture("not-found-404-endpoint")),
        ("404-apsh546", Fault::fixture("not-found-404-apsh546")),
        ("404-html", html(404, "404 Not Found")),
        ("408", text(408, "Request Timeout")),
        ("409", Fault::fixture("conflict-409-nested")),
        ("409-linked", Fault::fixture("linked-409-string")),
        ("410", Fault::fixture("gone-410")),
        ("418", Fault::fixture("teapot-418")),
        ("421", text(421, "Misdirected Request")),
        ("422", Fault::fixture("invalid-422-fields")),
        ("423", Fault::fixture("locked-423")),
        ("425", text(425, "Too Early")),
        ("429", retry(429, After::Nothing)),
        ("429-short", retry(429, After::Seconds(1))),
        ("429-long", retry(429, After::Seconds(LONG))),
        ("499", html(499, "499 Client Closed Request")),
    ]
}

fn failures() -> Vec<(&'static str, Fault)> {
    let detach = r#"{"error":true,"message":"Failed to detach linked task after archiving"}"#;
    vec![
        ("500", Fault::fixture("server-error-500")),
        ("500-detach", Fault::status(500, detach)),
        ("502", Fault::fixture("server-error-502-html")),
        ("503", retry(503, After::Nothing)),
        ("503-short", retry(503, After::Seconds(1))),
        ("503-long", retry(503, After::Seconds(LONG))),
        ("504", Fault::fixture("server-error-504-html")),
        ("522", html(522, "522 Connection timed out")),
        ("524", html(524, "524 A timeout occurred")),
    ]
}

fn task(shows: Shown) -> Fault {
    Fault::reply(Reply::Task { status: 200, shows })
}

fn retry(status: u16, after: After) -> Fault {
    Fault::reply(Reply::RetryAfter { status, after })
}

fn text(status: u16, body: &str) -> Fault {
    typed(status, "text/plain", body.to_owned())
}

fn html(status: u16, title: &str) -> Fault {
    let page = format!("<!doctype html><title>{title}</title><h1>{title}</h1>");
    typed(status, "text/html", page)
}

fn typed(status: u16, content_type: &str, body: String) -> Fault {
    Fault::reply(Reply::Status {
        status,
        content_type: content_type.to_owned(),
        body,
    })
}

#[cfg(test)]
mod tests {
    use super::combinations;
    use std::collections::BTreeSet;

    #[test]
    fn every_combination_has_a_unique_name_and_can_be_injected() {
        let all = combinations();
        let names: BTreeSet<_> = all.iter().map(|combination| &combination.name).collect();
        assert_eq!(names.len(), all.len());
        for combination in &all {
            for fault in &combination.faults {
                assert_eq!(fault.check(), Ok(()), "{}", combination.name);
            }
        }
    }
}
