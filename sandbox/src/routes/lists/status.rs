//! `status` in the query of a list, as the service treats it: known values are joined by "or", unknown ones are ignored.
//! Without a known value everything is listed.

use crate::query::Query;

/// A value of `status`, and its predicate.
pub(super) type StatusWord<T> = (&'static str, fn(&T) -> bool);

/// The predicates of the `status` of a query. If there are none, everything matches.
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
