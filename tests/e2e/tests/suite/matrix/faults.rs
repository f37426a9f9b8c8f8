//! The rows of the matrix: faults that need real connections. What a response means by its status and body is tested
//! without a browser, in `tests/core`.

use std::time::Duration;

use sandbox::{After, CorsGap, Fault, Reply, Work, combination};

/// The duration of slow work: longer than the first read after the timeout.
const SLOW: Duration = Duration::from_millis(2_500);

/// The delay of late work: the test carries it out long before.
pub(super) const LATE: Duration = Duration::from_mins(10);

/// A row of the matrix.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) disruption: Disruption,
    pub(super) pace: Pace,
    /// Whether the outcome can differ if page and API share an origin.
    pub(super) on_one_origin: bool,
    /// Whether it applies to reads. The time of the work does not.
    pub(super) concerns_reads: bool,
}

/// What is disrupted.
#[derive(Clone, Debug)]
pub(super) enum Disruption {
    /// These faults are injected into the requests of the operation.
    Faults(Vec<Fault>),
    /// The response redirects to another origin. The work is done at this time.
    Redirect(Work),
    /// The port is closed during the whole operation.
    Refused,
    /// The network is down during the whole operation.
    OfflineBefore,
    /// The network goes down before the response; the operation is executed.
    OfflineDuring,
    /// The request fails with this fault, and a service worker responds instead with 200 and this text.
    ServiceWorker(Fault, &'static str),
}

/// What the first outcome waits for, and how many rows can run at the same time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pace {
    /// Nothing. Many can run at once.
    Usual,
    /// The backoff before a retry.
    Retries,
    /// Nothing, but the gate of the page is closed afterwards. One cell runs at a time.
    ClosesGate,
    /// The timeout. A browser has few connections, so few can run at once.
    TimesOut,
    /// The whole browser or server is affected: one row runs at a time.
    Alone,
}

impl Pace {
    /// How many rows run at a time.
    pub(super) fn rows_at_once(self) -> usize {
        match self {
            Self::Usual | Self::Retries => 14,
            Self::ClosesGate | Self::TimesOut => 2,
            Self::Alone => 1,
        }
    }
}

impl Row {
    /// Whether work is delayed while its request is still open.
    pub(super) fn is_slow(&self) -> bool {
        matches!(&self.disruption, Disruption::Faults(faults) if faults.iter().any(|fault| fault.before_ms > 0))
    }

    fn new(name: impl Into<String>, disruption: Disruption) -> Self {
        Self {
            name: name.into(),
            disruption,
            pace: Pace::Usual,
            on_one_origin: false,
            concerns_reads: true,
        }
    }

    fn of(name: impl Into<String>, fault: Fault) -> Self {
        Self::new(name, Disruption::Faults(vec![fault]))
    }

    fn pace(self, pace: Pace) -> Self {
        Self { pace, ..self }
    }

    fn on_both(self) -> Self {
        Self {
            on_one_origin: true,
            ..self
        }
    }
}

/// The time of the work, in the names of the sandbox and in the document.
const NEVER: (&str, &str) = ("never", "not done");
const BEFORE: (&str, &str) = ("before", "done before");
const LATER: (&str, &str) = ("later", "done later");

/// A row for each time of the work. The first one stands for all if the time makes no difference.
fn rows_of(name: &str, answer: &str, works: &[(&str, &str)]) -> Vec<Row> {
    let row = |(index, (work, when)): (usize, &(&str, &str))| Row {
        concerns_reads: index == 0,
        ..Row::new(
            format!("{name}; {when}"),
            Disruption::Faults(combination(&format!("{answer}/{work}")).late_by(LATE).faults),
        )
    };
    works.iter().enumerate().map(row).collect()
}

/// All rows, in the order of the document.
pub(super) fn rows() -> Vec<Row> {
    let mut rows: Vec<_> = connections().into_iter().map(Row::on_both).collect();
    rows.extend(across_origins());
    rows.extend(answers());
    rows.extend(retries());
    rows.extend(repeats());
    rows.extend(service_workers());
    rows
}

fn connections() -> Vec<Row> {
    let mut rows = vec![Row::new("connection refused", Disruption::Refused).pace(Pace::Alone)];
    let all = [NEVER, BEFORE, LATER];
    rows.extend(rows_of("reset", "reset", &all));
    rows.extend(rows_of("closed", "close", &all));
    rows.extend(rows_of("reset in the middle of the body", "cut-off-reset", &all));
    rows.extend(rows_of("closed in the middle of the body", "cut-off", &[BEFORE, LATER]));
    rows.extend(rows_of(
        "500, closed in the middle of the body",
        "cut-off-500",
        &[LATER],
    ));
    rows.extend(rows_of("103, then reset", "103-reset", &[NEVER, LATER]));
    let silent = rows_of("no answer", "hang", &all).into_iter();
    rows.extend(silent.map(|row| row.pace(Pace::TimesOut)));
    rows.extend(
        [
            Row::new(
                "103, then nothing; done later",
                Disruption::Faults(combination("103-hang/later").late_by(LATE).faults),
            ),
            Row::of(
                "slow work, done after the timeout",
                Fault::usual().delayed_before_work(SLOW),
            ),
        ]
        .map(|row| Row {
            concerns_reads: false,
            ..row.pace(Pace::TimesOut)
        }),
    );
    for (work, when) in [(Work::Never, NEVER.1), (Work::Later, LATER.1)] {
        rows.push(Row {
            concerns_reads: work == Work::Never,
            ..Row::new(
                format!("redirect to another origin; {when}"),
                Disruption::Redirect(work),
            )
        });
    }
    rows
}

fn across_origins() -> Vec<Row> {
    let slow = Fault::usual().delayed_after_work(Duration::from_millis(700));
    let cors = |name, fault: Fault, gap| Row::of(name, fault.without_cors(gap));
    vec![
        Row::of("slow answer, within the timeout", slow),
        cors("CORS missing on the preflight", Fault::usual(), CorsGap::Preflight),
        cors(
            "CORS missing on the answer; done before",
            Fault::usual(),
            CorsGap::Answer,
        ),
        Row {
            concerns_reads: false,
            ..cors(
                "CORS missing on the answer; done later",
                Fault::usual().work_later(LATE),
                CorsGap::Answer,
            )
        },
        Row::new("offline before", Disruption::OfflineBefore).pace(Pace::Alone),
        Row::new("offline during; done before", Disruption::OfflineDuring).pace(Pace::Alone),
    ]
}

fn answers() -> Vec<Row> {
    let all: &[_] = &[NEVER, BEFORE, LATER];
    [
        ("202", "202", all),
        ("200 that shows the old state", "200-task-unchanged", all),
        ("200 that refuses in words", "200-error", &[NEVER, BEFORE]),
        ("200 with an error object", "200-error-object", &[NEVER]),
        ("200 with an HTML page", "200-html", all),
        ("200 with unrelated JSON", "200-unrelated", all),
        ("200 with nothing", "200-empty", &[NEVER, LATER]),
        ("207", "207", &[NEVER]),
        ("500", "500", &[LATER]),
        ("500 that failed to detach", "500-detach", &[BEFORE, LATER]),
        ("502", "502", &[LATER]),
        ("522", "522", &[LATER]),
        ("524", "524", &[LATER]),
    ]
    .into_iter()
    .flat_map(|(name, answer, works)| rows_of(name, answer, works))
    .collect()
}

fn retries() -> Vec<Row> {
    let mut rows = rows_of("503, no Retry-After", "503", &[BEFORE, LATER]);
    rows.extend(rows_of("503, a second", "503-short", &[BEFORE, LATER]));
    rows.extend(rows_of("503, an hour", "503-long", &[BEFORE, LATER]));
    let retry = |after| Fault::reply(Reply::RetryAfter { status: 429, after });
    rows.extend([
        Row::of("429 once, a second", retry(After::Seconds(1)).times(1)),
        Row::of("429 once, no Retry-After", retry(After::Nothing).times(1)),
        Row::of("429 always, a second", retry(After::Seconds(1))),
    ]);
    let mut rows: Vec<_> = rows.into_iter().map(|row| row.pace(Pace::Retries)).collect();
    rows.push(Row::of("429, an hour", retry(After::Seconds(3_600))).pace(Pace::ClosesGate));
    rows
}

/// The operation is executed and its connection reset. If the browser retries automatically, the retry is refused.
fn repeats() -> Vec<Row> {
    let answers = ["401", "402", "403", "404", "409", "423", "429", "429-long"];
    let row = |answer: &str| {
        let name = match answer {
            "429-long" => "reset, done before; the browser's own repeat answered 429, an hour".to_owned(),
            answer => format!("reset, done before; the browser's own repeat answered {answer}"),
        };
        let row = Row {
            concerns_reads: false,
            ..Row::new(
                name,
                Disruption::Faults(combination(&format!("repeat/{answer}")).faults),
            )
        };
        row.pace(if answer.starts_with("429") {
            Pace::Alone
        } else {
            Pace::Usual
        })
    };
    answers.map(row).into()
}

fn service_workers() -> Vec<Row> {
    let mut rows = Vec::new();
    for (what, text) in [
        ("nothing", ""),
        ("unrelated text", "You are offline. We will sync later."),
    ] {
        for (work, when) in [(Work::Never, NEVER.1), (Work::Before, BEFORE.1), (Work::Later, LATER.1)] {
            let name = format!("reset, and a service worker answers 200 with {what}; {when}");
            rows.push(Row {
                concerns_reads: work == Work::Never,
                ..Row::new(
                    name,
                    Disruption::ServiceWorker(Fault::reply(Reply::Reset).work(work).late_by(LATE), text),
                )
            });
        }
    }
    rows
}
