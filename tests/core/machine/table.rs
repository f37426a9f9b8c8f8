//! The table of what each ending proves, driven through the whole machine: the first read, a later one, and the one
//! after the window.

use super::endings::{CHANGES, changing, end, endings, readings};
use super::scenario::Scenario;
use super::start::{WINDOW, archived, found};
use crate::archive::{Ending, Observation, Operation, State, Table, Verdict};
use crate::tallyfy::ProblemKind;

const TABLE: &str = "
ending          | DONE | NOT        | GONE     | NONE
nothing sent    | -    | refused    | -        | -
proven          | done | -          | -        | -
accepted        | done | in doubt   | done     | in doubt
first 401       | done | send again | next row | unknown
refused         | done | refused    | unknown  | unknown
missing         | done | in doubt   | unknown  | in doubt
everything else | done | in doubt   | in doubt | in doubt
";

/// All cells: row, column and contents.
fn cells() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let split = |line: &'static str| line.split('|').map(str::trim);
    let mut lines = TABLE.trim().lines();
    let columns: Vec<_> = split(lines.next().expect("a head")).skip(1).collect();
    lines.flat_map(move |line| {
        let cells: Vec<_> = split(line).collect();
        let row = cells[0];
        let in_row = columns.clone().into_iter().zip(cells.into_iter().skip(1));
        in_row.map(move |(column, cell)| (row, column, cell))
    })
}

/// The contents of this cell.
pub(super) fn cell(row: &str, column: &str) -> &'static str {
    let cell = cells().find(|cell| (cell.0, cell.1) == (row, column));
    match cell.expect("a cell").2 {
        "next row" => self::cell("refused", column),
        cell => cell,
    }
}

/// The result of a read, in the terms of the table.
pub(super) fn verdict(scenario: &Scenario) -> &'static str {
    let is_finished = scenario.machine.is_finished();
    match scenario.machine.state() {
        State::Archived | State::Restored => "done",
        State::Refused => "refused",
        // Only the token was rejected: back to review.
        State::Review if scenario.done().contains("Refused!") => "refused",
        State::Unknown if is_finished => "unknown",
        State::Unknown => "in doubt",
        _ if scenario.done().starts_with("DELETE") || scenario.done().starts_with("PUT") => "send again",
        _ => panic!("{}: {}", scenario.state(), scenario.done()),
    }
}

fn reads(scenario: Scenario, reading: &[&str]) -> Scenario {
    reading.iter().fold(scenario, |scenario, answer| end(scenario, answer))
}

/// Every operation, cell, ending and read: the scenario up to the read.
fn each(mut test: impl FnMut(Operation, &str, &str, &Scenario, &[&str], &str)) {
    let read = cells().filter(|cell| !matches!(cell.0, "nothing sent" | "proven"));
    for (row, column, _) in read {
        for operation in CHANGES {
            for ending in endings(row, operation) {
                let mut ended = end(changing(operation, row), ending);
                ended.env.can_refresh_token = false;
                for reading in readings(column, operation) {
                    test(operation, row, column, &ended, &reading, ending);
                }
            }
        }
    }
}

#[test]
fn the_table_of_the_machine_equals_this_one() {
    let endings = [
        Ending::NothingSent,
        Ending::Proven,
        Ending::Accepted,
        Ending::TokenExpired,
        Ending::Refused,
        Ending::Missing,
        Ending::Inconclusive,
    ];
    let columns = [
        Observation::Done,
        Observation::NotDone,
        Observation::Gone,
        Observation::Nothing,
    ];
    let table = Table::default();
    let of_machine = endings
        .into_iter()
        .flat_map(|ending| columns.map(|seen| table.cell(ending, seen)));
    let of_text = cells().map(|(_, _, cell)| match cell {
        "-" => Verdict::Never,
        "done" => Verdict::Done,
        "refused" => Verdict::Refused,
        "send again" => Verdict::SendAgain,
        "next row" => Verdict::NextRow,
        "unknown" => Verdict::Unknown,
        "in doubt" => Verdict::InDoubt,
        cell => panic!("{cell}"),
    });
    assert!(of_machine.eq(of_text));
}

#[test]
fn if_nothing_was_sent_it_is_refused_without_a_read() {
    let unsent = [found().confirms().approved(), archived().restores()];
    for scenario in unsent {
        for kind in [
            ProblemKind::BadInput,
            ProblemKind::Unauthenticated,
            ProblemKind::Offline,
            ProblemKind::Cancelled,
        ] {
            let scenario = scenario.clone().was_not_sent(kind);
            assert!(scenario.done().contains("Refused!") && !scenario.done().contains("GET"));
            assert_eq!(scenario.problem().map(|problem| problem.kind), Some(kind));
        }
        let scenario = scenario.cancels();
        assert!(scenario.done().contains("Refused!") && !scenario.done().contains("GET"));
    }
}

#[test]
fn a_proven_outcome_is_announced_without_a_read() {
    for operation in CHANGES {
        for ending in endings("proven", operation) {
            let commands = match operation {
                Operation::Archive => "archiving→archived, Archived!, resolve archived",
                _ => "restoring→restored, Restored!, resolve restored",
            };
            end(changing(operation, "proven"), ending).does(commands);
        }
    }
}

#[test]
fn the_first_read_is_immediate_and_keeps_the_state() {
    each(|operation, row, _, ended, _, ending| {
        let token = if row == "first 401" { " with a fresh token" } else { "" };
        let abort = if ending == "cancel" { "abort, " } else { "" };
        let state = if operation == Operation::Archive {
            "archiving"
        } else {
            "restoring"
        };
        ended
            .clone()
            .does(&format!("{abort}GET tasks/{{task}}{token}"))
            .is(state);
    });
}

#[test]
fn the_first_read_follows_the_table() {
    each(|operation, row, column, ended, reading, ending| {
        let scenario = reads(ended.clone(), reading);
        assert_eq!(
            verdict(&scenario),
            cell(row, column),
            "{operation:?} {ending}, {reading:?}"
        );
    });
}

/// A check never sends: the row of the first 401 counts as the next one.
#[test]
fn a_later_read_within_the_window_follows_the_table_and_never_sends() {
    each(|operation, row, column, ended, reading, ending| {
        let row = if row == "first 401" { "refused" } else { row };
        // A truncated first 401 is not trusted to be final.
        let is_truncated = ending == "401…" && column == "NOT";
        let expected = if is_truncated { "in doubt" } else { cell(row, column) };
        let unknown = reads(ended.clone(), &["unreachable"]);
        let scenario = reads(unknown.after(WINDOW - 1.0).checks(), reading);
        assert_eq!(verdict(&scenario), expected, "{operation:?} {ending}, {reading:?}");
    });
}

#[test]
fn a_read_after_the_window_settles_the_outcome_or_ends_the_checks() {
    each(|operation, row, column, ended, reading, ending| {
        let row = if row == "first 401" { "refused" } else { row };
        let expected = match (cell(row, column), column) {
            ("in doubt", "NOT") => "refused",
            ("in doubt", _) => "unknown",
            (cell, _) => cell,
        };
        let unknown = reads(ended.clone(), &["unreachable"]);
        let scenario = reads(unknown.after(WINDOW).checks(), reading);
        assert_eq!(verdict(&scenario), expected, "{operation:?} {ending}, {reading:?}");
    });
}

#[test]
fn a_read_that_started_within_the_window_never_refuses() {
    for operation in CHANGES {
        let column = readings("NOT", operation);
        for ending in endings("everything else", operation) {
            for reading in &column {
                let ended = end(changing(operation, ""), ending);
                let first = reads(ended.clone().after(WINDOW + 1.0), reading);
                assert_eq!(verdict(&first), "in doubt", "{ending}");
                let unknown = reads(ended, &["unreachable"]).after(WINDOW - 1.0).checks();
                let later = reads(unknown.after(2.0), reading);
                assert_eq!(verdict(&later), "in doubt", "{ending}");
            }
        }
    }
}

#[test]
fn the_window_is_as_long_as_a_request_may_take_and_at_least_30_s() {
    for (timeout, window) in [(1_000.0, 30_000.0), (30_000.0, 30_000.0), (120_000.0, 120_000.0)] {
        let mut scenario = changing(Operation::Archive, "");
        scenario.machine.set_timeout(timeout);
        let unknown = scenario.loses(ProblemKind::Unreachable).answers("500");
        let within = unknown.clone().after(window - 1.0).checks().answers("get-200-one-off");
        assert_eq!(verdict(&within), "in doubt", "{timeout}");
        let after = unknown.after(window).checks().answers("get-200-one-off");
        assert_eq!(verdict(&after), "refused", "{timeout}");
    }
}
