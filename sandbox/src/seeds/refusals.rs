//! Archiving that is refused: nothing changed, and the reason is shown.

use super::runs::active_run;
use super::seed::Seed;
use crate::accounts;
use crate::faults::{After, Fault, Operation, Reply};

pub(crate) fn seeds() -> Vec<Seed> {
    let mut seeds = vec![
        Seed::new(
            "linked",
            "Step of a process",
            "Set up the laptop",
            "Refused before anything is sent, with the process it belongs to.",
        )
        .with(|task| task.run_id = Some(active_run())),
        Seed::new(
            "linked-one-off",
            "One-off linked to a process",
            "Collect the signed contract",
            "It began as a one-off and belongs to a process now: refused before anything is sent.",
        )
        .with(|task| {
            task.run_id = Some(active_run());
            task.is_oneoff_task = Some(true);
        }),
        Seed::new(
            "wrong-token",
            "Wrong token",
            "Plan the autumn meeting",
            "The token is not accepted; says where to get another one.",
        )
        .token(accounts::EXPIRED_TOKEN),
        Seed::new(
            "no-permission",
            "No permission",
            "Plan the winter meeting",
            "The token is valid, but not for this organization.",
        )
        .token(accounts::STRANGER_TOKEN),
        Seed::new(
            "wrong-organization",
            "Wrong organization",
            "Plan the summer meeting",
            "The task exists, but in another organization: not found, and the organization is the first suspect.",
        )
        .requested_in(accounts::OTHER_ORG),
        Seed::new(
            "no-such-task",
            "No such task",
            "",
            "Not found: there is no task with this id.",
        )
        .without_item(),
        Seed::new(
            "rate-limited-long",
            "Rate limited for an hour",
            "Back up the photos",
            "The wait is longer than anybody waits: refused, with the time named.",
        )
        .fault(
            Operation::Archive,
            Fault::reply(Reply::RetryAfter {
                status: 429,
                after: After::Seconds(3600),
            }),
        ),
    ];
    seeds.extend(FIXTURES.map(|(name, label, title, answer, description)| {
        Seed::new(name, label, title, description).fault(Operation::Archive, Fault::fixture(answer))
    }));
    seeds
}

/// Refusals that are nothing but a fixture: name, label, title, answer, description.
const FIXTURES: [(&str, &str, &str, &str, &str); 6] = [
    (
        "linked-unseen",
        "Linked, by the response alone",
        "Print the handbook",
        "linked-409-string",
        "Nothing in the task shows that it is linked. The server refuses, with the same result.",
    ),
    (
        "validation",
        "Validation error",
        "Assign the parking spaces",
        "invalid-422-dotted",
        "Refused, with the server's message for each field.",
    ),
    (
        "locked",
        "Locked",
        "Approve the budget",
        "locked-423",
        "The process is blocked by an open issue: refused with that message.",
    ),
    (
        "plan-limit",
        "Plan limit",
        "Invite the guests",
        "plan-limit-402",
        "The plan does not allow it: refused with the limit's message.",
    ),
    (
        "conflict",
        "Conflict",
        "Translate the notice",
        "conflict-409-nested",
        "Somebody else changed the task: refused, the message is nested in the error.",
    ),
    (
        "denied-by-proxy",
        "Denied on the way",
        "Update the phone list",
        "problem-json-403",
        "A proxy in between refuses with problem details of its own.",
    ),
];
