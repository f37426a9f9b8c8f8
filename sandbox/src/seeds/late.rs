//! Work that is done after the response or the break of the connection, or that contradicts the response.

use std::time::Duration;

use super::seed::Seed;
use crate::faults::{Operation, combination};

/// Long enough that the first check still finds the old state.
const LATE: Duration = Duration::from_secs(4);

/// Name, label, title, combination, description.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

pub(crate) fn seeds() -> Vec<Seed> {
    ROWS.map(|(name, label, title, faults, description)| {
        let faults = combination(faults).late_by(LATE).faults;
        Seed::new(name, label, title, description).faults(Operation::Archive, faults)
    })
    .into()
}

const ROWS: [Row; 9] = [
    (
        "late-after-reset",
        "Connection reset, archived 4 s later",
        "Oil the hinges",
        "reset/later",
        "The first check still finds it not archived: unknown until a later check sees it archived.",
    ),
    (
        "late-after-502",
        "502, archived 4 s later",
        "Paint the fence",
        "502/later",
        "An error page, and the server still works on it: unknown until a later check sees it archived.",
    ),
    (
        "late-after-202",
        "202, archived 4 s later",
        "Mow the lawn",
        "202/later",
        "Accepted, not done: unknown until a later check sees it archived.",
    ),
    (
        "never-after-202",
        "202, never archived",
        "Rake the leaves",
        "202/never",
        "Accepted and never done: unknown until the last check, then refused.",
    ),
    (
        "contradicting",
        "200, but not archived",
        "Sweep the yard",
        "200-task-unchanged/never",
        "A success whose own task is not archived: never shown as archived.",
    ),
    (
        "refused-with-200",
        "200 with an error in it",
        "Clear the gutter",
        "200-error/never",
        "Status 200, and the body refuses: refused after one check, with the server's message.",
    ),
    (
        "unavailable-after",
        "503 after doing it",
        "Lock the shed",
        "503-short/before",
        "Unavailable, but it was archived: a check before the retry sees that, and nothing is sent twice.",
    ),
    (
        "unavailable-late",
        "503, archived 4 s later",
        "Fill the bird bath",
        "503-long/later",
        "Unavailable for an hour, and archived meanwhile: unknown until a later check sees it archived.",
    ),
    (
        "refused-repeat",
        "Done, then its repeat refused",
        "Wind the clock",
        "repeat/409",
        "The first request is executed and its connection reset; a copy that the browser sends by itself is refused.",
    ),
];
