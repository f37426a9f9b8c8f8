//! What each ending of a change proves, as data. `docs/fault-matrix.md` shows it at work.

/// How the last send of a change (DELETE to archive, PUT to restore) ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing was sent in the whole operation.
    NothingSent,
    /// 204, or a success whose body is the item in the requested state.
    Proven,
    /// Another success except 202, read to its end: not HTML, and no refusal in words.
    Accepted,
    /// The first 401 of the operation, where a fresh token can be had.
    TokenExpired,
    /// A refusal as JSON or text: 400, 401, 402, 403, 409, 422, 423 and any other 4xx that has no row of its own, 429
    /// beyond the limits, a success that refuses in words.
    Refused,
    /// 404 or 410.
    Missing,
    /// Everything else: 202, 1xx, 3xx, 408, 421, 425, 499, 5xx, HTML, a body cut off, no response.
    Inconclusive,
}

impl Ending {
    /// Every row, in the order of the table.
    pub(super) const ALL: [Self; Self::Inconclusive as usize + 1] = [
        Self::NothingSent,
        Self::Proven,
        Self::Accepted,
        Self::TokenExpired,
        Self::Refused,
        Self::Missing,
        Self::Inconclusive,
    ];

    /// The number of the row.
    pub(super) fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

/// What a read saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The item in the requested state.
    Done,
    /// The item in the old state; for restoring also the API's own 404.
    Not,
    /// For archiving: the API's own 404, and the archived list was read to its end without the item.
    Gone,
    /// Anything else.
    Nothing,
}

/// What an ending and a read prove together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// No read, or no matter.
    Never,
    /// It happened.
    Done,
    /// It did not happen and will not, unless an earlier send of the operation is still in doubt.
    Refused,
    /// It did not happen: send once more. Only the first read of an operation may say so.
    SendAgain,
    /// What [`Ending::Refused`] says.
    NextRow,
    /// It is not known, and looking again by itself would not help.
    Unknown,
    /// It is not known yet: a copy of the request may still be executed until its window closes.
    InDoubt,
}

/// The table: a row for each [`Ending`], a column for each [`Seen`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table([[Verdict; 4]; 7]);

impl Default for Table {
    #[rustfmt::skip]
    fn default() -> Self {
        use Verdict::{Done, InDoubt, Never, NextRow, Refused, SendAgain, Unknown};
        Self([
            //                   DONE   NOT        GONE      NONE
            /* NothingSent  */ [Never, Refused,   Never,    Never],
            /* Proven       */ [Done,  Never,     Never,    Never],
            /* Accepted     */ [Done,  InDoubt,   Done,     InDoubt],
            /* TokenExpired */ [Done,  SendAgain, NextRow,  Unknown],
            /* Refused      */ [Done,  Refused,   Unknown,  Unknown],
            /* Missing      */ [Done,  InDoubt,   Unknown,  InDoubt],
            /* Inconclusive */ [Done,  InDoubt,   InDoubt,  InDoubt],
        ])
    }
}

impl Table {
    /// The cell of this row and column, [`Verdict::NextRow`] looked up.
    pub(super) fn verdict(&self, ending: Ending, seen: Seen) -> Verdict {
        match self.0[ending as usize][seen as usize] {
            Verdict::NextRow => self.0[Ending::Refused as usize][seen as usize],
            verdict => verdict,
        }
    }

    /// The same table with one cell replaced: how tests prove that each cell matters.
    #[cfg(test)]
    pub(crate) fn with(mut self, ending: Ending, seen: Seen, verdict: Verdict) -> Self {
        self.0[ending as usize][seen as usize] = verdict;
        self
    }

    /// A cell as it stands.
    #[cfg(test)]
    pub(crate) fn cell(&self, ending: Ending, seen: Seen) -> Verdict {
        self.0[ending as usize][seen as usize]
    }
}
