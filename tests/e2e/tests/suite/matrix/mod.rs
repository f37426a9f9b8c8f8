//! The fault matrix: each operation meets each fault, over real sockets, and none of the outcomes is a lie.

mod cell;

use e2e::{Page, Stage, play, play_across};
use sandbox::Operation;

use crate::document;
use crate::faults::{Row, rows};
use crate::scene::wait_for_script;
use cell::Cell;

/// The columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Column {
    Find,
    Archive,
    Restore,
    Check,
}

pub(crate) const COLUMNS: [Column; 4] = [Column::Find, Column::Archive, Column::Restore, Column::Check];

impl Column {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Archive => "archive",
            Self::Restore => "restore",
            Self::Check => "check",
        }
    }

    /// The request that decides.
    pub(crate) fn request(self) -> Operation {
        match self {
            Self::Find | Self::Check => Operation::Get,
            Self::Archive => Operation::Archive,
            Self::Restore => Operation::Restore,
        }
    }
}

pub(crate) const ELEMENT: &str = r#"
import "/tallyfy-archive.js";
window.renew = (apiBase, orgId, taskId, token, timeout) => {
  document.querySelector("tallyfy-archive-task")?.remove();
  const element = document.createElement("tallyfy-archive-task");
  Object.assign(element, { apiBase, orgId, taskId, token, timeout });
  document.body.append(element);
};"#;

#[test]
fn no_outcome_is_a_lie_across_origins() {
    play_across(|stage| fill(stage, document::ACROSS, &rows()));
}

#[test]
fn no_outcome_is_a_lie_on_one_origin() {
    let rows: Vec<_> = rows().into_iter().filter(|row| row.on_the_wire).collect();
    play(|stage| fill(stage, document::SAME, &rows));
}

fn fill(stage: &Stage, place: document::Place, rows: &[Row]) {
    conclude(stage, place, &table_of(stage, rows));
}

/// Prints a table, and fails if a cell of it lies or the document has another one.
pub(crate) fn conclude(stage: &Stage, place: document::Place, table: &[document::Line]) {
    println!("{}", document::table(table));
    let lies = lies_in(table);
    assert!(lies.is_empty(), "these cells lie:\n{}", lies.join("\n"));
    document::keep(stage.browser.engine(), place, table);
}

fn table_of(stage: &Stage, rows: &[Row]) -> Vec<document::Line> {
    stage.open(&Page::embedding("", ELEMENT));
    wait_for_script(stage, "renew");
    let cell = |row: &Row, column: Column| {
        Cell::new(stage, column, row)
            .play()
            .unwrap_or_else(|lie| format!("{LIE}{lie}"))
    };
    let line = |row: &Row| (row.name.to_owned(), COLUMNS.map(|column| cell(row, column)));
    rows.iter().map(line).collect()
}

/// Before what is no truth.
pub(crate) const LIE: &str = "LIE: ";

fn lies_in(table: &[document::Line]) -> Vec<String> {
    let cells = table
        .iter()
        .flat_map(|(row, cells)| cells.iter().map(move |cell| format!("{row}: {cell}")));
    cells.filter(|cell| cell.contains(LIE)).collect()
}

/// Whether what is said is what is so: whether the task was archived before, and is now.
pub(crate) fn fits(column: Column, state: &str, before: bool, now: bool) -> bool {
    match state {
        "archived" => now,
        "restored" => !now,
        "refused" => now == before,
        "review" => column == Column::Find && now == before,
        "unknown" => column != Column::Find,
        _ => false,
    }
}
