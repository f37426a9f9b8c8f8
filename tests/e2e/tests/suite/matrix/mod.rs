//! The fault matrix: each operation under each fault, over real sockets. No announced outcome may be false.

mod batch;
mod cell;
mod column;
mod document;
mod faults;
mod timeline;

use std::time::Duration;

use e2e::{Context, Page, run_cross_origin_test, run_test};

use crate::steps::wait_for_script;
use batch::Batch;
use cell::Cell;
use column::{COLUMNS, Column};
use faults::{Disruption, Pace, Row, rows};
use timeline::Clocks;

/// A page with one element at a time.
pub(crate) const ELEMENT: &str = r#"
import "/tallyfy-archive.js";
window.replaceElement = (apiBase, orgId, taskId, token, timeout) => {
  document.querySelector("tallyfy-archive-task")?.remove();
  const element = document.createElement("tallyfy-archive-task");
  Object.assign(element, { apiBase, orgId, taskId, token, timeout });
  document.body.append(element);
};"#;

/// A page with many elements.
const ELEMENTS: &str = concat!(include_str!("page.js"), include_str!("start_worker.js"));
pub(crate) const WORKER: &str = include_str!("worker.js");

/// Registering a service worker by its URL needs a page without Trusted Types.
pub(crate) const POLICY_FOR_WORKERS: &str = "script-src 'self' 'wasm-unsafe-eval'; connect-src *";

/// The text of cells that do not run: reads have no work, so its time makes no difference.
const SAME_AS_ABOVE: &str = "\u{2014}";

/// The text of cells that the browser does not support.
const NOT_TRIED: &str = "not tried";

/// The longest time that a 429 delays the other elements of a page.
const GATE: Duration = Duration::from_mins(2);

/// Marks a false outcome.
const FALSE_OUTCOME: &str = "FALSE: ";

#[test]
fn every_outcome_is_true_across_origins() {
    run_cross_origin_test(|ctx| fill(ctx, document::ACROSS, &rows()));
}

#[test]
fn every_outcome_is_true_on_one_origin() {
    let rows: Vec<_> = rows().into_iter().filter(|row| row.on_one_origin).collect();
    run_test(|ctx| fill(ctx, document::SAME, &rows));
}

/// Runs all cells, prints them, and fails if one is false or the document differs.
fn fill(ctx: &Context, place: document::TableId, rows: &[Row]) {
    ctx.use_fake_clock();
    let (workers, others): (Vec<_>, Vec<_>) = (0..rows.len()).partition(|row| is_worker(&rows[*row]));
    let mut table: Vec<_> = rows
        .iter()
        .map(|row| (row.name.clone(), COLUMNS.map(|_| String::new())))
        .collect();
    run_rows(ctx, rows, &others, &mut table);
    if !workers.is_empty() {
        ctx.page.put_file("/worker.js", "text/javascript", WORKER);
        ctx.page.set_policy(POLICY_FOR_WORKERS);
        run_rows(ctx, rows, &workers, &mut table);
    }
    println!("{}", document::table(&table));
    let false_outcomes = false_outcomes(&table);
    assert!(
        false_outcomes.is_empty(),
        "false outcomes:\n{}",
        false_outcomes.join("\n")
    );
    document::compare_or_update(ctx.browser.engine(), place, &table);
}

fn is_worker(row: &Row) -> bool {
    matches!(row.disruption, Disruption::ServiceWorker(..))
}

/// Runs these rows on a new page, as many at a time as possible.
fn run_rows(ctx: &Context, rows: &[Row], chosen: &[usize], table: &mut [document::Line]) {
    ctx.open(&Page::embedding("", ELEMENTS));
    wait_for_script(ctx, "startWorker");
    let clocks = Clocks::compare(ctx);
    for pace in [
        Pace::Usual,
        Pace::Retries,
        Pace::ClosesGate,
        Pace::TimesOut,
        Pace::Alone,
    ] {
        let with_pace: Vec<_> = chosen.iter().copied().filter(|row| rows[*row].pace == pace).collect();
        for some in with_pace.chunks(pace.rows_at_once()) {
            run_batch(ctx, rows, some, clocks, table);
        }
    }
}

fn run_batch(ctx: &Context, rows: &[Row], chosen: &[usize], clocks: Clocks, table: &mut [document::Line]) {
    let mut cells = Vec::new();
    for row in chosen {
        for (place, column) in COLUMNS.into_iter().enumerate() {
            let outcome = &mut table[*row].1[place];
            if !is_supported(ctx, &rows[*row]) {
                NOT_TRIED.clone_into(outcome);
            } else if is_read(column) && !rows[*row].concerns_reads {
                SAME_AS_ABOVE.clone_into(outcome);
            } else {
                cells.push((*row, place, Cell::new(ctx, column, &rows[*row])));
            }
        }
    }
    // The closed gate of one cell would delay the others.
    let at_once = if rows[chosen[0]].pace == Pace::ClosesGate {
        1
    } else {
        cells.len()
    };
    for cells in cells.chunks(at_once.max(1)) {
        let batch = Batch::new(ctx, cells.iter().map(|(.., cell)| cell).collect());
        for ((row, place, _), outcome) in cells.iter().zip(batch.run(clocks)) {
            table[*row].1[*place] = outcome.unwrap_or_else(|reason| format!("{FALSE_OUTCOME}{reason}"));
        }
        if at_once == 1 {
            ctx.advance_clock(GATE);
        }
    }
}

fn is_read(column: Column) -> bool {
    matches!(column, Column::Find | Column::Check)
}

/// Whether the engine can be disrupted like that. The document lists where it cannot.
fn is_supported(ctx: &Context, row: &Row) -> bool {
    match row.disruption {
        Disruption::OfflineBefore | Disruption::OfflineDuring => ctx.browser.set_offline(false),
        _ => true,
    }
}

fn false_outcomes(table: &[document::Line]) -> Vec<String> {
    let cells = table
        .iter()
        .flat_map(|(row, cells)| cells.iter().map(move |cell| format!("{row}: {cell}")));
    cells.filter(|cell| cell.contains(FALSE_OUTCOME)).collect()
}
