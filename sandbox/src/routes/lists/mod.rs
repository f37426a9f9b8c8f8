//! Lists of items: filtered, searched, sorted, paginated.

mod dates;
mod invalid;
mod listing;
mod pagination;
mod runs;
mod status;
mod tasks;
mod templates;

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
use crate::address::RequestUrl;
use crate::app_state::AppState;
use crate::kind::Kind;
use crate::query::Query;
use crate::state::{ArchivedList, Item, NotFound, Snapshot};

use invalid::Invalid;
use listing::{Listing, SORT, View};
pub(crate) use pagination::Page;
use runs::Runs;
use tasks::{Scope, Tasks};
use templates::Templates;

/// The URL and the query of a request for a list.
type ListRequest = (Extension<RequestUrl>, Uri);

pub(crate) async fn all(
    State(app): State<Arc<AppState>>,
    Extension(kind): Extension<Kind>,
    Ids(org): Ids<String>,
    request: ListRequest,
) -> Response {
    let query = Query::of(&request.1);
    match kind {
        Kind::Task => list(&app, &org, &query, &request, Tasks::of(&query, Scope::All)),
        Kind::Process => list(&app, &org, &query, &request, Ok(Runs::of(&query))),
        Kind::Template => list(&app, &org, &query, &request, Ok(Templates::of(&query))),
    }
}

pub(crate) async fn tasks_of_caller(
    State(app): State<Arc<AppState>>,
    Ids(org): Ids<String>,
    request: ListRequest,
) -> Response {
    let query = Query::of(&request.1);
    let scope = Scope::Caller(accounts::CALLER);
    list(&app, &org, &query, &request, Tasks::of(&query, scope))
}

pub(crate) async fn tasks_of_user(
    State(app): State<Arc<AppState>>,
    Ids((org, user)): Ids<(String, u32)>,
    request: ListRequest,
) -> Response {
    let query = Query::of(&request.1);
    list(&app, &org, &query, &request, Tasks::of(&query, Scope::User(user)))
}

pub(crate) async fn tasks_of_run(
    State(app): State<Arc<AppState>>,
    Ids((org, run)): Ids<(String, String)>,
    request: ListRequest,
) -> Response {
    if app.store().find(Kind::Process, &org, &run).is_none() {
        return not_found(NotFound::Resource);
    }
    let query = Query::of(&request.1);
    list(&app, &org, &query, &request, Tasks::of(&query, Scope::Run(run)))
}

fn list<L: Listing>(
    app: &AppState,
    org: &str,
    query: &Query,
    (Extension(url), uri): &ListRequest,
    listing: Result<L, Invalid>,
) -> Response {
    let (listing, page) = match listing.and_then(|listing| Ok((listing, Page::read(query)?))) {
        Ok(read) => read,
        Err(invalid) => return invalid.response(),
    };
    let store = app.store();
    let store = &*store;
    let view = listing.view(query, store);
    let archived_list = match view {
        View::Archived => store.reads.archived_list,
        View::Active | View::Both => ArchivedList::Usual,
    };
    let in_view = |shown: &Snapshot<L::Item>| match view {
        View::Archived if archived_list == ArchivedList::FilterIgnored => !shown.is_archived(),
        View::Archived => shown.is_archived(),
        View::Active => !shown.is_archived(),
        View::Both => true,
    };
    let in_org = L::items(store).iter().filter(|item| item.org() == org);
    let mut found: Vec<_> = in_org
        .filter(|item| listing.matches(item, store))
        .map(|item| store.snapshot(item))
        .filter(in_view)
        .collect();
    found.sort_by(|one, other| listing.compare(one.item, other.item));
    if query.any(&SORT).is_some_and(|sort| sort.starts_with('-')) {
        found.reverse();
    }
    let found: Vec<Value> = found
        .iter()
        .map(|shown| includes::added(store, L::KIND, org, shown.to_json(), query))
        .collect();
    page.answer(archived_list, store.reads.links, &found, url, uri)
}
