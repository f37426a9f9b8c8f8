//! `status` in a list's query, as the service treats it: known words filter, joined by "or"; where none is known, it is
//! ignored, and everything is listed.

use crate::query::Query;

/// A word of `status`, and what it admits.
pub(super) type Word<T> = (&'static str, fn(&T) -> bool);

/// What the `status` of a query admits; nothing to filter by if it has no known word.
pub(super) struct Status<T: 'static>(Vec<fn(&T) -> bool>);

impl<T> Status<T> {
    pub(super) fn of(query: &Query, otherwise: &str, known: &[Word<T>]) -> Self {
        let asked = query.list("status").unwrap_or_else(|| vec![otherwise]);
        let admit = |word: &str| known.iter().find(|(name, _)| *name == word).map(|(_, admits)| *admits);
        Self(asked.into_iter().filter_map(admit).collect())
    }

    pub(super) fn admits(&self, item: &T) -> bool {
        self.0.is_empty() || self.0.iter().any(|admits| admits(item))
    }
}
