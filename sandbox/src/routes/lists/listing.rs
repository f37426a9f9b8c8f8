//! What the lists of all kinds have in common.

use std::cmp::Ordering;

use crate::kind::Kind;
use crate::query::Query;
use crate::state::{Item, Store};

/// The lists of one kind, made from the query.
pub(super) trait Listing {
    type Item: Item;
    const KIND: Kind;

    fn items(store: &Store) -> &[Self::Item];
    /// Which items are requested.
    fn view(&self, query: &Query, _world: &Store) -> View {
        View::of(query)
    }
    fn matches(&self, item: &Self::Item, store: &Store) -> bool;
    /// The order of two items; the query can reverse it.
    fn compare(&self, one: &Self::Item, other: &Self::Item) -> Ordering;
}

/// Which items are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Active,
    Archived,
    Both,
}

impl View {
    pub(super) fn of(query: &Query) -> Self {
        match query.text("archived") {
            Some("only") => Self::Archived,
            _ if query.flag("archived") == Some(true) => Self::Both,
            _ => Self::Active,
        }
    }
}

/// The names of the parameter for the order. A leading minus reverses it.
pub(super) const SORT: [&str; 2] = ["sort", "sort_by"];

/// The sort key, without the minus.
pub(super) fn sort_of(query: &Query) -> &str {
    query.any(&SORT).unwrap_or_default().trim_start_matches('-')
}

/// Whether one of the texts contains the lower-case `wanted`, ignoring case.
pub(super) fn contains_text(wanted: &str, texts: &[&str]) -> bool {
    texts.iter().any(|text| text.to_lowercase().contains(wanted))
}
