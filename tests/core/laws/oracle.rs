//! The oracle: the contract's table "What each ending proves", implemented independently of the code.

use super::server::Change;

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    NothingSent,
    Proven,
    OtherSuccess,
    First401,
    Refusal,
    NotFound,
    Rest,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Done,
    Not,
    Gone,
    None,
}

/// The contents of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Dash,
    Done,
    Refused,
    SendAgain,
    NextRow,
    Unknown,
    InDoubt,
}

pub(super) const ROWS: [Row; 5] = [Row::OtherSuccess, Row::First401, Row::Refusal, Row::NotFound, Row::Rest];
pub(super) const COLUMNS: [Column; 4] = [Column::Done, Column::Not, Column::Gone, Column::None];

/// Limits for the number of retries of one operation, and for one wait.
const MAX_RETRIES: u8 = 3;
const MAX_WAIT: f64 = 120_000.0;

/// Delays of the automatic checks, in milliseconds.
const CHECKS: [f64; 4] = [2_000.0, 5_000.0, 10_000.0, 20_000.0];

/// One more follows after the window.
pub(super) const MAX_CHECKS: usize = CHECKS.len() + 1;

/// Tolerance for the delay of a check.
const EARLIEST: f64 = 0.75;
const LATEST: f64 = 1.25;

pub(super) fn cell(row: Row, column: Column) -> Cell {
    let cells = match row {
        Row::NothingSent => [Cell::Dash, Cell::Refused, Cell::Dash, Cell::Dash],
        Row::Proven => [Cell::Done, Cell::Dash, Cell::Dash, Cell::Dash],
        Row::OtherSuccess => [Cell::Done, Cell::InDoubt, Cell::Done, Cell::InDoubt],
        Row::First401 => [Cell::Done, Cell::SendAgain, Cell::NextRow, Cell::Unknown],
        Row::Refusal => [Cell::Done, Cell::Refused, Cell::Unknown, Cell::Unknown],
        Row::NotFound => [Cell::Done, Cell::InDoubt, Cell::Unknown, Cell::InDoubt],
        Row::Rest => [Cell::Done, Cell::InDoubt, Cell::InDoubt, Cell::InDoubt],
    };
    cells[column as usize]
}

/// How a change ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ending {
    pub(super) row: Row,
    /// Whether no other copy of the request is trusted to follow: after a 429, a 4xx as JSON or text, and a 2xx with an
    /// error body.
    pub(super) is_last_copy: bool,
    pub(super) status: Option<u16>,
    pub(super) retry_after: Option<f64>,
}

impl Ending {
    /// Whether it is retried after so many retries.
    pub(super) fn is_retried(&self, retries: u8) -> bool {
        matches!(self.status, Some(429 | 503))
            && retries < MAX_RETRIES
            && self.retry_after.is_none_or(|wait| wait <= MAX_WAIT)
    }
}

/// The purpose of a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Find,
    /// Tests the connection.
    Connectivity,
    /// The first one after a change.
    First,
    /// After the wait for a 503.
    BeforeRetry,
    Check,
    /// After the window of an earlier operation.
    FollowUp,
}

/// What must happen in this step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Expect {
    Anything,
    /// Nothing is reported or sent.
    Nothing,
    /// A timer that fires between these times.
    Wait(f64, f64),
    Read,
    /// This page of the archived list is requested.
    List(u32),
    /// The same request with a fresh token.
    RequestAgain,
    SendAgain,
    /// The requested state is reported.
    Done,
    Refused,
    /// The item has changed back, and that is reported.
    ChangedBack,
    /// The outcome is unknown; whether checks continue.
    Open(bool),
}

/// What is known when a read that verifies a change has ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) row: Row,
    pub(super) purpose: Purpose,
    pub(super) column: Column,
    /// Whether the read started after the windows of all sends of the operation.
    pub(super) is_window_closed: bool,
}

/// What a read after a change proves.
pub(super) fn expected_outcome(evidence: Evidence) -> Expect {
    let Evidence {
        row,
        purpose,
        column,
        is_window_closed,
    } = evidence;
    if purpose == Purpose::BeforeRetry && column == Column::Not {
        return Expect::SendAgain;
    }
    let row = match (row, purpose) {
        (Row::First401, Purpose::Check) => Row::Refusal,
        _ => row,
    };
    let cell = match cell(row, column) {
        Cell::NextRow => cell(Row::Refusal, column),
        cell => cell,
    };
    match cell {
        Cell::Dash => Expect::Anything,
        Cell::Done => Expect::Done,
        Cell::SendAgain => Expect::SendAgain,
        Cell::Unknown | Cell::NextRow => Expect::Open(false),
        Cell::Refused | Cell::InDoubt if column == Column::Not && is_window_closed => Expect::Refused,
        Cell::Refused | Cell::InDoubt => Expect::Open(!is_window_closed),
    }
}

/// When the next automatic check must start at the earliest and latest; `since`: since when the outcome is unknown.
pub(super) fn next_check(since: f64, now: f64, window_end: f64) -> (f64, f64) {
    // A check that is due about now may be made or skipped.
    let is_ahead = |check: &&f64| since + **check * LATEST > now;
    let earliest = CHECKS
        .iter()
        .find(is_ahead)
        .map_or(window_end, |check| since + check * EARLIEST);
    let is_still_due = |check: &&f64| since + **check * EARLIEST > now;
    let latest = CHECKS
        .iter()
        .find(is_still_due)
        .map_or(f64::INFINITY, |check| since + check * LATEST);
    (
        earliest.min(window_end).max(now),
        latest.min(window_end.max(now) + 1_000.0),
    )
}

/// The column of a read that found the item.
pub(super) fn column_of(shows_requested: bool) -> Column {
    if shows_requested { Column::Done } else { Column::Not }
}

/// The column of a read that did not find the item: by the API's own 404 or not, and with the archived list read to its
/// end or not.
pub(super) fn column_of_missing(change: Change, is_api_not_found: bool, was_list_read: bool) -> Column {
    match change {
        Change::Restore if is_api_not_found => Column::Not,
        Change::Archive if is_api_not_found && was_list_read => Column::Gone,
        _ => Column::None,
    }
}
