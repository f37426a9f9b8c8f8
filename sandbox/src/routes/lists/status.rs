//! `status` in a list's query, as the service treats it: known words filter, joined by "or"; where none is known, it is
//! ignored, and everything is listed.

use crate::query::Query;

/// A word of `status`, and what it matches.
pub(super) type StatusWord<T> = (&'static str, fn(&T) -> bool);

/// What the `status` of a query matches; nothing to filter by if it has no known word.
pub(super) struct Status<T: 'static>(Vec<fn(&T) -> bool>);

impl<T> Status<T> {
    pub(super) fn of(query: &Query, default: &str, known: &[StatusWord<T>]) -> Self {
        let requested = query.list("status").unwrap_or_else(|| vec![default]);
        let find = |word: &str| {
            known
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, matches)| *matches)
        };
        Self(requested.into_iter().filter_map(find).collect())
    }

    pub(super) fn matches(&self, item: &T) -> bool {
        self.0.is_empty() || self.0.iter().any(|matches| matches(item))
    }
}
