//! Archiving that succeeds, with every form of response.

use super::seed::Seed;
use crate::faults::{Fault, Operation};
use crate::state::Success;

pub(crate) fn seeds() -> Vec<Seed> {
    vec![
        Seed::new(
            "plain",
            "Plain one-off task",
            "Plan the spring meeting",
            "Shows the task, then archives it; the answer is a 204 without a body.",
        ),
        answered(
            "with-data",
            "200 with the task",
            "Order new badges",
            "The response has the archived task, which is shown.",
            Success::Data,
        ),
        answered(
            "empty-body",
            "200, empty body",
            "Book the large room",
            "Archived; the answer is a 200 with nothing in it.",
            Success::Empty,
        ),
        answered(
            "not-json",
            "200, not JSON",
            "Call the caterer",
            "Archived; the answer is plain text, shown as it is.",
            Success::NotJson,
        ),
        answered(
            "bare-task",
            "200, bare task",
            "Send the minutes",
            "Archived; the answer is the task without its envelope.",
            Success::Bare,
        ),
        answered(
            "message-only",
            "200, only a message",
            "Check the projector",
            "Archived; the answer holds a message and no task.",
            Success::Message,
        ),
        Seed::new(
            "archived",
            "Already archived",
            "Close the old project",
            "The task itself is a 404, the archived list has it: shown as archived, nothing is sent, restore is offered.",
        )
        .with(|task| task.archived = true),
        Seed::new(
            "archived-readable",
            "Already archived, still readable",
            "Return the rented chairs",
            "The task says when it was archived: shown as archived, nothing is sent, restore is offered.",
        )
        .with(|task| {
            task.archived = true;
            task.readable_when_archived = Some(true);
        }),
        Seed::new(
            "slow",
            "Slow answer",
            "Count the stock",
            "Four seconds until it is archived; progress shows, and Cancel works meanwhile.",
        )
        .fault(Operation::Archive, Fault::usual().delayed_before_work(std::time::Duration::from_secs(4))),
        Seed::new(
            "rate-limited",
            "Rate limited once",
            "Sort the inbox",
            "Refused for two seconds, which are counted down, then archived without another click.",
        )
        .fault(Operation::Archive, Fault::fixture("rate-limited-429").times(1)),
        Seed::new(
            "unavailable",
            "Unavailable once",
            "Change the locks",
            "Unavailable for a second, then archived without another click.",
        )
        .fault(Operation::Archive, Fault::fixture("server-error-503").times(1)),
    ]
}

fn answered(name: &'static str, label: &'static str, title: &str, description: &'static str, form: Success) -> Seed {
    Seed::new(name, label, title, description).with(|task| task.archive_answer = form)
}
