//! The table of `design.md`, "What each ending proves", written down a second time. Nothing here is taken from the
//! code.

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

/// What a cell says.
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

/// The most retries of one operation, and the longest.
const MAX_RETRIES: u8 = 3;
const MAX_WAIT: f64 = 120_000.0;

/// After how many milliseconds of doubt it is checked.
const CHECKS: [f64; 4] = [2_000.0, 5_000.0, 10_000.0, 20_000.0];

/// And once after the window.
pub(super) const MAX_CHECKS: usize = CHECKS.len() + 1;

/// How far from that a check may be.
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
    /// Whether it is trusted that no other copy of the request is to come: after a 429, a 4xx as JSON or text, and a
    /// refusal in words.
    pub(super) is_last_copy: bool,
    pub(super) status: Option<u16>,
    pub(super) retry_after: Option<f64>,
}

impl Ending {
    /// Whether it is to be waited for, where so many retries went before.
    pub(super) fn is_retried(&self, retries: u8) -> bool {
        matches!(self.status, Some(429 | 503))
            && retries < MAX_RETRIES
            && self.retry_after.is_none_or(|wait| wait <= MAX_WAIT)
    }
}

/// What a read is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Find,
    /// Whether there is a network.
    Connectivity,
    /// The first one after a change.
    First,
    /// After the wait for a 503.
    BeforeRetry,
    Check,
    /// After the window of an earlier operation.
    FollowUp,
}

/// What must happen at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Expect {
    Anything,
    /// Nothing at all is told or sent.
    Nothing,
    /// A wait that ends between these moments.
    Wait(f64, f64),
    Read,
    /// This page of the archived list is asked for.
    List(u32),
    /// The same request with a fresh token.
    RequestAgain,
    SendAgain,
    /// The requested state is told.
    Done,
    Refused,
    /// The item is not as it was told, and that is told.
    ChangedBack,
    /// It is unknown; whether checks go on.
    Open(bool),
}

/// What is known when a read of a change has ended.
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

/// Between which moments the next check by itself must begin, where it has been unknown since `since`.
pub(super) fn next_check(since: f64, now: f64, window_end: f64) -> (f64, f64) {
    // One that is due about now may be made or left out.
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

/// The column of a read that was shown the item in this state.
pub(super) fn column_of(shows_requested: bool) -> Column {
    if shows_requested { Column::Done } else { Column::Not }
}

/// The column of a read that did not find the item: whether the API itself said so, and whether the archived list was
/// read to its end.
pub(super) fn column_of_missing(change: Change, is_api_not_found: bool, was_list_read: bool) -> Column {
    match change {
        Change::Restore if is_api_not_found => Column::Not,
        Change::Archive if is_api_not_found && was_list_read => Column::Gone,
        _ => Column::None,
    }
}
