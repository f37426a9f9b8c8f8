//! What each ending of a change proves, as data. `docs/fault-matrix.md` lists the resulting behaviour per fault.

/// How the last send of a change (DELETE to archive, PUT to restore) ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing was sent in the whole operation.
    NothingSent,
    /// 204, or a 2xx whose body is the item in the requested state.
    Proven,
    /// Another 2xx except 202, complete, neither HTML nor an error body.
    Accepted,
    /// The first 401 of the operation, if the token can be refreshed.
    TokenExpired,
    /// A refusal as JSON or text: 400, 401, 402, 403, 409, 422, 423 and any other 4xx that has no row of its own, a 429
    /// beyond the limits, a 2xx with an error body.
    Refused,
    /// 404 or 410.
    Missing,
    /// Everything else: 202, 1xx, 3xx, 408, 421, 425, 499, 5xx, HTML, a truncated body, no response.
    Inconclusive,
}

impl Ending {
    /// All rows, in the order of the table.
    pub(super) const ALL: [Self; Self::Inconclusive as usize + 1] = [
        Self::NothingSent,
        Self::Proven,
        Self::Accepted,
        Self::TokenExpired,
        Self::Refused,
        Self::Missing,
        Self::Inconclusive,
    ];

    /// The index of the row.
    pub(super) fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

/// What a read observed: the columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Observation {
    /// The item in the requested state.
    Done,
    /// The item in the old state; for a restore also the API's own 404.
    NotDone,
    /// For archiving: the API's own 404, and the archived list, read to its end, does not contain the item.
    Gone,
    /// Anything else.
    Nothing,
}

/// What an ending and an observation prove together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Cannot happen: no read is made, or its result is not used.
    Never,
    /// The change was made.
    Done,
    /// The change was not made and will not be, unless an earlier send of the operation is in doubt.
    Refused,
    /// The change was not made: send it again. Only for the first read of an operation.
    SendAgain,
    /// The verdict of [`Ending::Refused`].
    NextRow,
    /// Not known, and automatic checks would not help.
    Unknown,
    /// Not known yet: a copy of the request may be executed until its window closes.
    InDoubt,
}

/// The table: a row for each [`Ending`], a column for each [`Observation`].
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
    /// The verdict of this row and column, with [`Verdict::NextRow`] resolved.
    pub(super) fn verdict(&self, ending: Ending, observation: Observation) -> Verdict {
        match self.0[ending as usize][observation as usize] {
            Verdict::NextRow => self.0[Ending::Refused as usize][observation as usize],
            verdict => verdict,
        }
    }

    /// The table with one cell replaced, for mutation tests.
    #[cfg(test)]
    pub(crate) fn with(mut self, ending: Ending, observation: Observation, verdict: Verdict) -> Self {
        self.0[ending as usize][observation as usize] = verdict;
        self
    }

    /// A cell, with [`Verdict::NextRow`] unresolved.
    #[cfg(test)]
    pub(crate) fn cell(&self, ending: Ending, observation: Observation) -> Verdict {
        self.0[ending as usize][observation as usize]
    }
}
