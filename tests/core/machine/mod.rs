//! Tests of the state machine by scenario: messages lead to states and commands.

mod approval;
mod archive;
mod background;
mod cancellation;
mod checks;
mod description;
mod endings;
mod events;
mod find;
mod follow_up;
mod offer;
mod offline;
mod record;
mod regressions;
mod restore;
mod retries;
mod review;
mod rows;
mod scenario;
mod search;
mod shapes;
mod start;
mod table;
mod tokens;

use crate::archive::{Operation, State};

#[test]
fn a_page_sees_the_job_in_the_background() {
    let states = State::ALL.map(State::as_str);
    let names = [
        "idle",
        "finding",
        "review",
        "archiving",
        "archived",
        "restoring",
        "restored",
        "refused",
        "unknown",
    ];
    assert_eq!(states, names);
    let busy: Vec<_> = State::ALL.into_iter().filter(|state| state.is_busy()).collect();
    assert_eq!(busy, [State::Finding, State::Archiving, State::Restoring]);
    let operations = [Operation::Find, Operation::Archive, Operation::Restore].map(Operation::as_str);
    assert_eq!(operations, ["find", "archive", "restore"]);
}
