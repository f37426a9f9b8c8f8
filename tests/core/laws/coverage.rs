//! Coverage: combinations of ending, read and timing of the execution, which scenarios aim for and count.

use super::oracle::{COLUMNS, Column, ROWS, Row};
use super::server::Change;
use std::collections::BTreeMap;

/// When a change was executed, relative to its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Timing {
    Before,
    Late,
    Never,
    Twice,
}

pub(super) const TIMINGS: [Timing; 4] = [Timing::Before, Timing::Late, Timing::Never, Timing::Twice];

/// The combination that a scenario aims for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal {
    pub(super) change: Change,
    pub(super) row: Row,
    pub(super) column: Column,
    pub(super) timing: Timing,
}

/// Number of combinations.
pub(super) const GOALS: usize = ROWS.len() * COLUMNS.len() * TIMINGS.len();

impl Goal {
    /// All combinations, in each round.
    pub(super) fn of(number: usize, round: usize) -> Self {
        let column = COLUMNS[number % 4];
        let row = ROWS[number / 16 % 5];
        let timing = match TIMINGS[number / 4 % 4] {
            // A refusal is trusted to be final.
            Timing::Late if row == Row::Refusal => Timing::Twice,
            timing => timing,
        };
        // Only when archiving can the item be gone.
        let change = if column == Column::Gone || !round.is_multiple_of(3) {
            Change::Archive
        } else {
            Change::Restore
        };
        Self {
            change,
            row,
            column,
            timing,
        }
    }
}

/// The number of scenarios that reached each combination.
#[derive(Clone, Debug, Default)]
pub(super) struct Coverage(BTreeMap<(usize, usize, Timing), usize>);

impl Coverage {
    pub(super) fn add(&mut self, other: &Self) {
        for (cell, count) in &other.0 {
            *self.0.entry(*cell).or_default() += count;
        }
    }

    pub(super) fn add_one(&mut self, row: Row, column: Column, timing: Timing) {
        *self.0.entry((row as usize, column as usize, timing)).or_default() += 1;
    }

    /// How often this combination was reached.
    pub(super) fn count(&self, row: Row, column: Column, timing: Timing) -> usize {
        let cell = (row as usize, column as usize, timing);
        self.0.get(&cell).copied().unwrap_or_default()
    }
}
