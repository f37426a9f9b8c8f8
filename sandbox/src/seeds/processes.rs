//! Processes: their tasks are archived and restored with them. Where sources disagree, both are cases.

use std::time::Duration;

use super::seed::Seed;
use crate::accounts;
use crate::faults::{Fault, Operation, Reply, combination};
use crate::ids;
use crate::state::{NewRun, NewTask, ProgressShape, Success, WhenActive};

pub(crate) fn seeds() -> Vec<Seed> {
    let mut seeds = answers();
    seeds.extend(states());
    seeds.extend(refusals());
    seeds.extend(linked());
    seeds.extend(FAULTS.map(|(name, label, title, faults, description)| {
        let faults = combination(faults).late_by(LATE).faults;
        Seed::process(name, label, title, description).faults(Operation::Archive, faults)
    }));
    seeds
}

/// Long enough that the first check still finds the old state.
const LATE: Duration = Duration::from_secs(4);

fn answers() -> Vec<Seed> {
    vec![
        Seed::process(
            "process-plain",
            "Process with three tasks",
            "Spring fair",
            "Archived with its tasks; the answer is a 200 with the process. Restoring brings the tasks back.",
        ),
        Seed::process(
            "process-no-content",
            "Process, 204",
            "Summer fair",
            "Archived and restored; both answers are a 204 without a body.",
        )
        .with_process(|run| {
            run.archive_answer = Some(Success::NoContent);
            run.restore_answer = Some(Success::NoContent);
        }),
        Seed::process(
            "process-empty-body",
            "Process, 200, empty body",
            "Autumn fair",
            "Archived; the answer is a 200 with nothing in it.",
        )
        .with_process(|run| run.archive_answer = Some(Success::Empty)),
        Seed::process(
            "process-bare-progress",
            "Process whose progress is a number",
            "Winter fair",
            "Archived; the answer has a bare number where a read has three.",
        )
        .with_process(|run| run.archived_progress = ProgressShape::Number),
    ]
}

fn states() -> Vec<Seed> {
    let archived = |run: &mut NewRun| run.archived = true;
    vec![
        Seed::process(
            "process-archived",
            "Process, already archived",
            "Harbour tour",
            "It can still be read and says when it was archived: nothing is sent, restore is offered.",
        )
        .with_process(archived)
        .with_tasks(|tasks| archive_all(tasks)),
        Seed::process(
            "process-archived-hidden",
            "Process, archived and not found",
            "Castle tour",
            "The process itself is a 404, the archived list has it: shown as archived, restore is offered.",
        )
        .with_process(|run| {
            run.archived = true;
            run.readable_when_archived = Some(false);
        })
        .with_tasks(|tasks| archive_all(tasks)),
        Seed::process(
            "process-own-task-stays",
            "One task archived before, and stays so",
            "Museum tour",
            "Restoring brings back the tasks that were archived with the process, not the one archived before it.",
        )
        .with_tasks(|tasks| tasks[1].archived = true),
        Seed::process(
            "process-own-task-returns",
            "One task archived before, and returns",
            "Garden tour",
            "Restoring brings back every task of the process, the one archived before it as well.",
        )
        .with_process(|run| run.restores_all_tasks = true)
        .with_tasks(|tasks| tasks[1].archived = true),
        Seed::process(
            "process-unnamed",
            "Process without a name",
            "",
            "It can be read and has no name; a task of it does not offer to archive it.",
        ),
        Seed::process(
            "process-complete",
            "Completed process",
            "Office move",
            "All of its tasks are done; archived like any other.",
        )
        .with_process(|run| {
            run.status = Some("complete".to_owned());
            run.progress = Some((3, 3));
        }),
        Seed::process(
            "process-restored-400",
            "Process, restoring refused with 400",
            "Kitchen move",
            "Restoring it while it is not archived is a 400 with a message, not a 404.",
        )
        .with_process(|run| run.when_active = WhenActive::BadRequest),
        Seed::process(
            "process-restored-200",
            "Process, restoring twice succeeds",
            "Library move",
            "Restoring it while it is not archived is a 200 with the process.",
        )
        .with_process(|run| run.when_active = WhenActive::Unchanged),
    ]
}

fn refusals() -> Vec<Seed> {
    vec![
        Seed::process(
            "process-forbidden",
            "Process, not permitted",
            "Board meeting",
            "A 403 although the role is right: archiving was switched off for this member.",
        )
        .fault(Operation::Archive, Fault::fixture("forbidden-403")),
        Seed::process(
            "process-locked",
            "Process with an open issue",
            "Staff meeting",
            "Blocked by an open issue: refused with that message.",
        )
        .fault(Operation::Archive, Fault::fixture("locked-423")),
        Seed::process(
            "process-wrong-organization",
            "Process of another organization",
            "Team meeting",
            "The process exists, but in another organization: not found.",
        )
        .requested_in(accounts::OTHER_ORG),
        Seed::process(
            "no-such-process",
            "No such process",
            "",
            "Not found: there is no process with this id.",
        )
        .without_item(),
        Seed::process(
            "process-restore-fails",
            "Restoring a process fails",
            "Parents' meeting",
            "Archived; restoring it is answered with an error and not done.",
        )
        .with_process(|run| run.archived = true)
        .with_tasks(|tasks| archive_all(tasks))
        .fault(Operation::Restore, Fault::fixture("server-error-500")),
        Seed::process(
            "process-silent",
            "Process, never answers",
            "Book club",
            "No answer to the archiving, and it was not done: a timeout, then a check that finds that.",
        )
        .fault(Operation::Archive, Fault::reply(Reply::Silence)),
    ]
}

/// Tasks of a process that cannot be archived in their place: it has no name, or it cannot be read.
fn linked() -> Vec<Seed> {
    let of = |process: &str| {
        let run_id = Some(ids::from_name(process));
        move |task: &mut NewTask| task.run_id = run_id
    };
    vec![
        Seed::process(
            "process-unreadable",
            "Process that may not be read",
            "Salary review",
            "The token's owner may not see it: a 403 when it is looked for.",
        )
        .fault(Operation::Get, Fault::fixture("forbidden-403")),
        Seed::new(
            "linked-unnamed",
            "Task of a process without a name",
            "Find a name",
            "Refused before anything is sent; its process can be read and has no name, so it is not offered.",
        )
        .with(of("process-unnamed")),
        Seed::new(
            "linked-unreadable",
            "Task of a process that may not be read",
            "Compare the salaries",
            "Refused before anything is sent; reading its process is a 403, so it is not offered.",
        )
        .with(of("process-unreadable")),
        Seed::new(
            "linked-gone",
            "Task of a process that is not there",
            "Look for the process",
            "Refused before anything is sent; its process is a 404, so it is not offered.",
        )
        .with(of("no-such-process")),
    ]
}

/// Archives the tasks from the start, as with their process.
fn archive_all(tasks: &mut [NewTask]) {
    for task in tasks {
        task.archived = true;
        task.archived_with_run = true;
    }
}

/// Name, label, title, combination, description.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FAULTS: [Row; 4] = [
    (
        "process-dropped-after",
        "Process, connection dropped after doing it",
        "Film club",
        "reset/before",
        "The connection is reset after the process was archived: a check finds it.",
    ),
    (
        "process-late-after-reset",
        "Process, connection reset, archived 4 s later",
        "Chess club",
        "reset/later",
        "The first check still finds it not archived: unknown until a later check sees it archived.",
    ),
    (
        "process-late-after-502",
        "Process, 502, archived 4 s later",
        "Rowing club",
        "502/later",
        "An error page, and the server still works on it: unknown until a later check sees it archived.",
    ),
    (
        "process-contradicting",
        "Process, 200, but not archived",
        "Cooking club",
        "200-task-unchanged/never",
        "A success whose own process is not archived: never shown as archived.",
    ),
];
