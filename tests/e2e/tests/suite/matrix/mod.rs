//! The fault matrix: each operation meets each fault, over real sockets, and none of the outcomes that are announced on the
//! way is a lie.

mod batch;
mod cell;
mod timeline;

use std::time::Duration;

use e2e::{Page, Stage, play, play_across};
use sandbox::Operation;
use serde_json::json;

use crate::document;
use crate::faults::{Pace, Row, Trouble, rows};
use crate::scene::wait_for_script;
use batch::Batch;
use cell::Cell;
use timeline::Clocks;

/// The columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Column {
    Find,
    Archive,
    Restore,
    /// Checks whether a task was archived that is archived, though nobody saw it happen.
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
    fn request(self) -> Operation {
        match self {
            Self::Find | Self::Check => Operation::Get,
            Self::Archive => Operation::Archive,
            Self::Restore => Operation::Restore,
        }
    }

    fn method(self) -> &'static str {
        match self {
            Self::Find | Self::Check => "GET",
            Self::Archive => "DELETE",
            Self::Restore => "PUT",
        }
    }
}

/// A page with one element at a time.
pub(crate) const ELEMENT: &str = r#"
import "/tallyfy-archive.js";
window.renew = (apiBase, orgId, taskId, token, timeout) => {
  document.querySelector("tallyfy-archive-task")?.remove();
  const element = document.createElement("tallyfy-archive-task");
  Object.assign(element, { apiBase, orgId, taskId, token, timeout });
  document.body.append(element);
};"#;

/// A page with many.
const ELEMENTS: &str = concat!(include_str!("page.js"), include_str!("work.js"));
pub(crate) const WORKER: &str = include_str!("worker.js");

/// Registering a service worker by its address needs a page without Trusted Types.
pub(crate) const POLICY_FOR_WORKERS: &str = "script-src 'self' 'wasm-unsafe-eval'; connect-src *";

/// Where nothing is played: a read has no work that could be done at another time.
const SAME_AS_ABOVE: &str = "\u{2014}";

/// Where the browser cannot be made to do this.
const NOT_TRIED: &str = "not tried";

/// How long a 429 holds the other elements of a page back at most.
const GATE: Duration = Duration::from_mins(2);

/// Before what is no truth.
const LIE: &str = "LIE: ";

#[test]
fn no_outcome_is_a_lie_across_origins() {
    play_across(|stage| fill(stage, document::ACROSS, &rows()));
}

#[test]
fn no_outcome_is_a_lie_on_one_origin() {
    let rows: Vec<_> = rows().into_iter().filter(|row| row.on_one_origin).collect();
    play(|stage| fill(stage, document::SAME, &rows));
}

/// Plays all cells, prints them, and fails if one lies or the document has another table.
fn fill(stage: &Stage, place: document::Place, rows: &[Row]) {
    stage.set_clock();
    let (workers, others): (Vec<_>, Vec<_>) = (0..rows.len()).partition(|row| is_worker(&rows[*row]));
    let mut table: Vec<_> = rows
        .iter()
        .map(|row| (row.name.clone(), COLUMNS.map(|_| String::new())))
        .collect();
    play_all(stage, rows, &others, &mut table);
    if !workers.is_empty() {
        stage.page.put_file("/worker.js", "text/javascript", WORKER);
        stage.page.set_policy(POLICY_FOR_WORKERS);
        play_all(stage, rows, &workers, &mut table);
    }
    println!("{}", document::table(&table));
    let lies = lies_in(&table);
    assert!(lies.is_empty(), "these cells lie:\n{}", lies.join("\n"));
    document::keep(stage.browser.engine(), place, &table);
}

fn is_worker(row: &Row) -> bool {
    matches!(row.trouble, Trouble::ServiceWorker(..))
}

/// Plays these rows on a fresh page, as many at a time as can be.
fn play_all(stage: &Stage, rows: &[Row], chosen: &[usize], table: &mut [document::Line]) {
    stage.open(&Page::embedding("", ELEMENTS));
    wait_for_script(stage, "work");
    let clocks = Clocks::compare(stage);
    for pace in [Pace::Usual, Pace::Waits, Pace::ClosesGate, Pace::TimesOut, Pace::Alone] {
        let with_pace: Vec<_> = chosen.iter().copied().filter(|row| rows[*row].pace == pace).collect();
        for some in with_pace.chunks(pace.rows_at_once()) {
            play_batch(stage, rows, some, clocks, table);
        }
    }
}

fn play_batch(stage: &Stage, rows: &[Row], chosen: &[usize], clocks: Clocks, table: &mut [document::Line]) {
    let mut cells = Vec::new();
    for row in chosen {
        for (place, column) in COLUMNS.into_iter().enumerate() {
            let told = &mut table[*row].1[place];
            if !can_be_tried(stage, &rows[*row]) {
                NOT_TRIED.clone_into(told);
            } else if is_read(column) && !rows[*row].concerns_reads {
                SAME_AS_ABOVE.clone_into(told);
            } else {
                cells.push((*row, place, Cell::new(stage, column, &rows[*row])));
            }
        }
    }
    // The gate that one cell closes would hold the others back.
    let at_once = if rows[chosen[0]].pace == Pace::ClosesGate {
        1
    } else {
        cells.len()
    };
    for cells in cells.chunks(at_once.max(1)) {
        let batch = Batch::new(stage, cells.iter().map(|(.., cell)| cell).collect());
        for ((row, place, _), told) in cells.iter().zip(batch.play(clocks)) {
            table[*row].1[*place] = told.unwrap_or_else(|lie| format!("{LIE}{lie}"));
        }
        if at_once == 1 {
            stage.skip(GATE);
        }
    }
}

fn is_read(column: Column) -> bool {
    matches!(column, Column::Find | Column::Check)
}

fn can_be_tried(stage: &Stage, row: &Row) -> bool {
    let (can, what) = match row.trouble {
        Trouble::OfflineBefore | Trouble::OfflineDuring => {
            (stage.browser.set_offline(false), "a network that can be taken away")
        }
        Trouble::ServiceWorker(..) => {
            let has = stage.browser.run("return 'serviceWorker' in navigator", &json!([]));
            (has == true, "service workers")
        }
        _ => return true,
    };
    if !can {
        stage.lacks(what);
    }
    can
}

fn lies_in(table: &[document::Line]) -> Vec<String> {
    let cells = table
        .iter()
        .flat_map(|(row, cells)| cells.iter().map(move |cell| format!("{row}: {cell}")));
    cells.filter(|cell| cell.contains(LIE)).collect()
}
