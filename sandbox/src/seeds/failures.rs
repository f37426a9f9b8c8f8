//! Responses that leave the outcome open, so that the widget has to check.

use super::seed::Seed;
use crate::faults::{Fault, Operation, Reply};

pub(crate) fn seeds() -> Vec<Seed> {
    let mut seeds: Vec<_> = UNCLEAR_REPLIES.iter().map(unclear).collect();
    seeds.extend([
        Seed::new(
            "silent",
            "Never answers",
            "Test the fire alarm",
            "No answer to the archiving, and it was not done: a timeout, then a check that finds that.",
        )
        .fault(Operation::Archive, Fault::reply(Reply::Silence)),
        Seed::new(
            "cannot-tell",
            "Nobody can tell",
            "Clean the archive room",
            "The connection drops and the check fails as well: unknown, with a button to check again.",
        )
        .fault(Operation::Archive, Fault::reply(Reply::Reset).after_work().times(2))
        .fault(Operation::Get, Fault::usual().times(1))
        .fault(Operation::Get, Fault::fixture("server-error-500")),
        Seed::new(
            "restore-fails",
            "Restoring fails",
            "Store the tents",
            "Archived; restoring it is answered with an error and not done.",
        )
        .with(|task| task.archived = true)
        .fault(Operation::Restore, Fault::fixture("server-error-500")),
        Seed::new(
            "sign-in-page",
            "A page instead of the task",
            "Label the cables",
            "Finding it returns a sign-in page with status 200: unreadable, nothing is archived.",
        )
        .fault(Operation::Get, Fault::reply(Reply::SignInPage)),
        Seed::new(
            "redirected",
            "Redirected",
            "Move the servers",
            "The answer points to another address; it is not followed, and nothing is archived.",
        )
        .fault(
            Operation::Archive,
            Fault::reply(Reply::Redirect {
                status: 307,
                location: "http://127.0.0.1:9/elsewhere".to_owned(),
            }),
        ),
    ]);
    seeds
}

/// A reply that leaves the outcome open.
struct UnclearReply {
    name: &'static str,
    label: &'static str,
    title: &'static str,
    description: &'static str,
    reply: fn() -> Reply,
    executed: bool,
}

fn unclear(unclear: &UnclearReply) -> Seed {
    let fault = Fault::reply((unclear.reply)());
    let fault = if unclear.executed { fault.after_work() } else { fault };
    // A browser may retry by itself after a reset, so a single one would not be noticed.
    let times = if fault.reply == Reply::Reset { 2 } else { 1 };
    Seed::new(unclear.name, unclear.label, unclear.title, unclear.description)
        .fault(Operation::Archive, fault.times(times))
}

fn fixture(name: &str) -> Reply {
    Reply::Fixture { name: name.to_owned() }
}

const UNCLEAR_REPLIES: [UnclearReply; 8] = [
    UnclearReply {
        name: "error-after",
        label: "Error after doing it",
        title: "Send the invoices",
        description: "A server error, but the task was archived: a check finds it archived.",
        reply: || fixture("server-error-500-sql"),
        executed: true,
    },
    UnclearReply {
        name: "error-before",
        label: "Error without doing it",
        title: "Pay the invoices",
        description: "A server error, and nothing was archived: a check finds that, and it can be tried again.",
        reply: || fixture("server-error-500"),
        executed: false,
    },
    UnclearReply {
        name: "html-error",
        label: "HTML error page",
        title: "Print the posters",
        description: "A 502 page from the edge: its text is shown as text, and a check finds that nothing was done.",
        reply: || fixture("server-error-502-html"),
        executed: false,
    },
    UnclearReply {
        name: "gateway-timeout",
        label: "Gateway time-out",
        title: "Import the contacts",
        description: "A 504 page after the task was archived: a check finds it archived.",
        reply: || fixture("server-error-504-html"),
        executed: true,
    },
    UnclearReply {
        name: "dropped-before",
        label: "Connection dropped before doing it",
        title: "Wash the van",
        description: "The connection is reset, and nothing was archived: a check finds that.",
        reply: || Reply::Reset,
        executed: false,
    },
    UnclearReply {
        name: "dropped-after",
        label: "Connection dropped after doing it",
        title: "Refuel the van",
        description: "The connection is reset after the task was archived: a check finds it.",
        reply: || Reply::Reset,
        executed: true,
    },
    UnclearReply {
        name: "truncated",
        label: "Truncated answer",
        title: "Park the van",
        description: "Half of the answer arrives: it was a success, and it is shown as archived.",
        reply: || Reply::Truncated,
        executed: true,
    },
    UnclearReply {
        name: "half-json",
        label: "Half of the JSON",
        title: "Sell the van",
        description: "A complete success whose JSON ends in the middle: archived, with the answer shown as it is.",
        reply: || Reply::TruncatedJson,
        executed: true,
    },
];
