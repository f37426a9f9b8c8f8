//! Lists of items: filtered, searched, sorted, in pages.

mod dates;
mod invalid;
mod pagination;
mod runs;
mod status;
mod tasks;
mod templates;

use std::cmp::Ordering;
use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use serde_json::Value;

use super::answers::not_found;
use super::ids::Ids;
use super::includes;
use crate::accounts;
use crate::address::Sent;
use crate::query::Query;
use crate::shared::Shared;
use crate::state::{ArchivedList, Item, Kind, NotFound, Shown, World};

use invalid::Invalid;
pub(crate) use pagination::Page;
use runs::Runs;
use tasks::{Among, Tasks};
use templates::Templates;

/// What is particular to the lists of one kind, made from the query.
trait Listing {
    type Item: Item;

    fn items(world: &World) -> &[Self::Item];
    /// Which items are asked for.
    fn view(&self, query: &Query, _world: &World) -> View {
        View::of(query)
    }
    fn admits(&self, item: &Self::Item, world: &World) -> bool;
    /// The order of two items, unless the query turns it round.
    fn compare(&self, one: &Self::Item, other: &Self::Item) -> Ordering;
}

/// Which items are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Active,
    Archived,
    Both,
}

impl View {
    fn of(query: &Query) -> Self {
        match query.text("archived") {
            Some("only") => Self::Archived,
            _ if query.flag("archived") == Some(true) => Self::Both,
            _ => Self::Active,
        }
    }
}

/// The addresses and the query of one request for a list.
type Asked = (Extension<Sent>, Uri);

pub(crate) async fn all(
    State(shared): State<Arc<Shared>>,
    Extension(kind): Extension<Kind>,
    Ids(org): Ids<String>,
    asked: Asked,
) -> Response {
    let query = Query::of(&asked.1);
    match kind {
        Kind::Task => list(&shared, &org, &query, &asked, Tasks::of(&query, Among::All)),
        Kind::Process => list(&shared, &org, &query, &asked, Ok(Runs::of(&query))),
        Kind::Template => list(&shared, &org, &query, &asked, Ok(Templates::of(&query))),
    }
}

pub(crate) async fn tasks_of_caller(
    State(shared): State<Arc<Shared>>,
    Ids(org): Ids<String>,
    asked: Asked,
) -> Response {
    let query = Query::of(&asked.1);
    let among = Among::Caller(accounts::CALLER);
    list(&shared, &org, &query, &asked, Tasks::of(&query, among))
}

pub(crate) async fn tasks_of_user(
    State(shared): State<Arc<Shared>>,
    Ids((org, user)): Ids<(String, u32)>,
    asked: Asked,
) -> Response {
    let query = Query::of(&asked.1);
    list(&shared, &org, &query, &asked, Tasks::of(&query, Among::User(user)))
}

pub(crate) async fn tasks_of_run(
    State(shared): State<Arc<Shared>>,
    Ids((org, run)): Ids<(String, String)>,
    asked: Asked,
) -> Response {
    if shared.world().find(Kind::Process, &org, &run).is_none() {
        return not_found(NotFound::Resource);
    }
    let query = Query::of(&asked.1);
    list(&shared, &org, &query, &asked, Tasks::of(&query, Among::Run(run)))
}

fn list<L: Listing>(
    shared: &Shared,
    org: &str,
    query: &Query,
    (Extension(sent), uri): &Asked,
    listing: Result<L, Invalid>,
) -> Response {
    let (listing, page) = match listing.and_then(|listing| Ok((listing, Page::read(query)?))) {
        Ok(read) => read,
        Err(invalid) => return invalid.response(),
    };
    let world = shared.world();
    let world = &*world;
    let view = listing.view(query, world);
    let archived_list = match view {
        View::Archived => world.reads.archived_list,
        View::Active | View::Both => ArchivedList::Usual,
    };
    let in_view = |shown: &Shown<L::Item>| match view {
        View::Archived if archived_list == ArchivedList::FilterIgnored => !shown.is_archived(),
        View::Archived => shown.is_archived(),
        View::Active => !shown.is_archived(),
        View::Both => true,
    };
    let in_org = L::items(world).iter().filter(|item| item.org() == org);
    let mut found: Vec<_> = in_org
        .filter(|item| listing.admits(item, world))
        .map(|item| world.shown(item))
        .filter(in_view)
        .collect();
    found.sort_by(|one, other| listing.compare(one.item, other.item));
    if query.any(&SORT).is_some_and(|sort| sort.starts_with('-')) {
        found.reverse();
    }
    let found: Vec<Value> = found
        .iter()
        .map(|shown| includes::added(world, shown.item.kind(), org, shown.to_json(), query))
        .collect();
    page.answer(archived_list, world.reads.links, &found, sent, uri)
}

/// The names of the parameter for the order. Either may begin with a minus, which turns the order round.
const SORT: [&str; 2] = ["sort", "sort_by"];

/// What the order goes by, without the minus.
fn sort_of(query: &Query) -> &str {
    query.any(&SORT).unwrap_or_default().trim_start_matches('-')
}

/// Whether the text is part of one of these, whatever the case.
fn is_found(wanted: &str, texts: &[&str]) -> bool {
    texts.iter().any(|text| text.to_lowercase().contains(wanted))
}
