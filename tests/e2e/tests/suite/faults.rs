//! Everything that can go wrong between the page and the API, as one table.

use std::time::Duration;

use sandbox::{After, CorsGap, Fault, Reply};

/// How long the slow work takes: far longer than the time-out that it outlasts.
const SLOW: Duration = Duration::from_secs(6);

/// One row: something that goes wrong, with every request of the operation.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) trouble: Trouble,
    /// Whether one origin for page and API can make a difference.
    pub(crate) on_the_wire: bool,
    /// Whether it only ends with the time-out, which is then a second long.
    pub(crate) impatient: bool,
    /// Whether the operation is carried out some time after the element gave up.
    pub(crate) late: bool,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// The request of the operation meets this.
    Fault(Fault),
    /// The answer points to another origin.
    Redirect,
    /// The port is closed from before the operation until after it.
    Refused,
    /// There is no network from before the operation until after it.
    OfflineBefore,
    /// The network goes away while the answer is waited for; the operation is carried out.
    OfflineDuring,
}

fn row(name: &'static str, trouble: Trouble) -> Row {
    Row {
        name,
        trouble,
        on_the_wire: false,
        impatient: false,
        late: false,
    }
}

fn wire(name: &'static str, reply: Reply, done: bool) -> Row {
    let fault = Fault::reply(reply);
    let fault = if done { fault.after_work() } else { fault };
    Row {
        on_the_wire: true,
        ..row(name, Trouble::Fault(fault))
    }
}

fn silent(name: &'static str, fault: Fault) -> Row {
    Row {
        impatient: true,
        on_the_wire: true,
        ..row(name, Trouble::Fault(fault))
    }
}

/// A success whose body is not what it should be. The operation is carried out: a success is one.
fn success(name: &'static str, reply: Reply) -> Row {
    row(name, Trouble::Fault(Fault::reply(reply).after_work()))
}

fn refusal(answer: &'static str) -> Row {
    row(answer, Trouble::Fault(Fault::recorded(answer)))
}

fn failure_after_work(name: &'static str, answer: &'static str) -> Row {
    row(name, Trouble::Fault(Fault::recorded(answer).after_work()))
}

fn wait(name: &'static str, status: u16, after: After, times: Option<u32>) -> Row {
    let fault = Fault::reply(Reply::RetryAfter { status, after });
    row(name, Trouble::Fault(Fault { times, ..fault }))
}

/// All rows, in the order of the document.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows = connections();
    rows.extend(bodies());
    rows.extend(REFUSALS.map(refusal));
    rows.extend(statuses_after_work());
    rows.extend(waits());
    rows
}

fn connections() -> Vec<Row> {
    let cors = |gap| Trouble::Fault(Fault::usual().without_cors(gap));
    vec![
        Row {
            on_the_wire: true,
            ..row("connection refused", Trouble::Refused)
        },
        wire("reset before the work", Reply::Reset, false),
        wire("reset after the work", Reply::Reset, true),
        Row {
            on_the_wire: true,
            ..row(
                "reset after the work, once: the browser may send again by itself",
                Trouble::Fault(Fault::reply(Reply::Reset).after_work().times(1)),
            )
        },
        wire("closed before the work", Reply::Close, false),
        wire("closed after the work", Reply::Close, true),
        wire("reset in the middle of the body", Reply::ResetInBody, true),
        wire("closed in the middle of the body", Reply::Truncated, true),
        silent("no answer, not done", Fault::reply(Reply::Silence)),
        silent("no answer, done", Fault::reply(Reply::Silence).after_work()),
        row(
            "slow answer, within the time-out",
            Trouble::Fault(Fault::usual().delayed_after_work(Duration::from_millis(700))),
        ),
        Row {
            late: true,
            ..silent(
                "slow work, done after the time-out",
                Fault::usual().delayed_before_work(SLOW),
            )
        },
        Row {
            on_the_wire: true,
            ..row("redirect to another origin", Trouble::Redirect)
        },
        row("CORS missing on the preflight", cors(CorsGap::Preflight)),
        row("CORS missing on the answer", cors(CorsGap::Answer)),
        row("offline before", Trouble::OfflineBefore),
        Row {
            impatient: true,
            ..row("offline during, done", Trouble::OfflineDuring)
        },
    ]
}

fn bodies() -> Vec<Row> {
    let html = "text/html".to_owned();
    vec![
        success("200, truncated JSON", Reply::TruncatedJson),
        success("200, invalid UTF-8", Reply::InvalidUtf8),
        success("200, empty body", Reply::Empty),
        success("200, HTML page, done", Reply::SignInPage),
        // A proxy whose session has ended answers everything with a success: its sign-in page.
        row(
            "200, HTML page, not done",
            Trouble::Fault(Fault::reply(Reply::SignInPage)),
        ),
        success("200, 5 MB", Reply::Huge { bytes: 5_000_000 }),
        success("200, 100,000 lists in each other", Reply::Deep { levels: 100_000 }),
        success("200, wrong content type", Reply::WrongType { content_type: html }),
    ]
}

/// Every recorded refusal, each time and without the work.
const REFUSALS: [&str; 24] = [
    "unauthenticated-401",
    "unauthenticated-401-code",
    "unauthenticated-401-text",
    "unauthenticated-401-apsh213",
    "plan-limit-402",
    "forbidden-403",
    "problem-json-403",
    "not-found-404",
    "not-found-404-endpoint",
    "not-found-404-apsh546",
    "gone-410",
    "linked-400-code",
    "linked-403-nested",
    "linked-404-message",
    "linked-409-string",
    "linked-422-message",
    "conflict-409-nested",
    "invalid-422-fields",
    "invalid-422-dotted",
    "invalid-422-objects",
    "locked-423",
    "teapot-418",
    "server-error-500",
    "server-error-500-sql",
];

fn statuses_after_work() -> Vec<Row> {
    vec![
        refusal("server-error-502-html"),
        Row {
            impatient: true,
            ..refusal("server-error-504-html")
        },
        failure_after_work("server-error-500, done", "server-error-500"),
        failure_after_work("server-error-502-html, done", "server-error-502-html"),
        failure_after_work("server-error-504-html, done", "server-error-504-html"),
        failure_after_work("not-found-404, done: a repeated request", "not-found-404"),
        failure_after_work("gone-410, done: a repeated request", "gone-410"),
        failure_after_work("conflict-409-nested, done: a repeated request", "conflict-409-nested"),
        failure_after_work("teapot-418, done", "teapot-418"),
    ]
}

fn waits() -> Vec<Row> {
    vec![
        wait("429 once, seconds", 429, After::Seconds(1), Some(1)),
        wait("429 once, date", 429, After::DateIn(2), Some(1)),
        wait("429 once, date in the past", 429, After::DateIn(-60), Some(1)),
        wait("429 once, nonsense", 429, After::Text("soon".to_owned()), Some(1)),
        wait("429 once, no Retry-After", 429, After::Nothing, Some(1)),
        wait("429 always, seconds", 429, After::Seconds(1), None),
        wait("429, beyond the limit", 429, After::Seconds(3600), None),
        wait("429, date beyond the limit", 429, After::DateIn(3600), None),
        wait("503 once, seconds", 503, After::Seconds(1), Some(1)),
        wait("503 always, seconds", 503, After::Seconds(1), None),
        wait("503, beyond the limit", 503, After::Seconds(3600), None),
    ]
}
