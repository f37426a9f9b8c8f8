//! The envelope of lists.

use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::answers::{json_answer, recorded};
use crate::serve::{Cut, Disconnect, Sent};
use crate::state::ArchivedList;

const PER_PAGE: usize = 10;
const MOST_PER_PAGE: usize = 100;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    per_page: usize,
}

/// The parameter that should be a number of at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotPositive(&'static str);

impl NotPositive {
    pub(crate) fn response(self) -> Response {
        let Self(field) = self;
        let reason = format!("The {} must be at least 1.", field.replace('_', " "));
        json_answer(
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!({ "error": true, "errors": { field: [reason] } }),
        )
    }
}

impl Page {
    /// Reads `page` and `per_page`, or says which of them is wrong.
    pub(crate) fn read(page: Option<&str>, per_page: Option<&str>) -> Result<Self, NotPositive> {
        Ok(Self {
            number: positive("page", page, 1)?,
            per_page: positive("per_page", per_page, PER_PAGE)?.min(MOST_PER_PAGE),
        })
    }

    /// This page of the items, in the way in which this list is answered.
    pub(crate) fn answer(self, list: ArchivedList, items: &[Value], uri: &Uri) -> Response {
        match list {
            ArchivedList::Usual | ArchivedList::FilterIgnored => self.envelope(items, items.len(), self.number, uri),
            ArchivedList::Error => recorded("server-error-500"),
            ArchivedList::Html => recorded("get-200-html"),
            ArchivedList::CutOff => {
                let mut response = self.envelope(items, items.len(), self.number, uri);
                response.extensions_mut().insert(Cut {
                    sent: Sent::HalfBody,
                    then: Disconnect::Close,
                });
                response
            }
            ArchivedList::NoPagination => {
                json_answer(StatusCode::OK, &json!({ "data": self.part(items, self.number) }))
            }
            ArchivedList::Endless => {
                let total = self.number.saturating_add(1).saturating_mul(self.per_page);
                self.envelope(items, total, 1, uri)
            }
            ArchivedList::PageMissing => {
                let total = self.pages(items.len()).saturating_mul(self.per_page).saturating_add(1);
                self.envelope(items, total, self.number, uri)
            }
        }
    }

    /// The items of the page with this number.
    fn part(self, items: &[Value], number: usize) -> Vec<&Value> {
        let skipped = (number - 1).saturating_mul(self.per_page);
        items.iter().skip(skipped).take(self.per_page).collect()
    }

    fn pages(self, total: usize) -> usize {
        total.div_ceil(self.per_page).max(1)
    }

    /// The items of the page with the number `shown`, called this page, of `total` items.
    fn envelope(self, items: &[Value], total: usize, shown: usize, uri: &Uri) -> Response {
        let Self { number, per_page } = self;
        let shown = self.part(items, shown);
        let total_pages = self.pages(total);
        let pagination = json!({
            "total": total,
            "count": shown.len(),
            "per_page": per_page,
            "current_page": number,
            "total_pages": total_pages,
            "links": links(number, total_pages, uri),
        });
        json_answer(
            StatusCode::OK,
            &json!({ "data": shown, "meta": { "pagination": pagination } }),
        )
    }
}

/// An object, or the empty list that PHP makes of an empty object.
fn links(number: usize, total_pages: usize, uri: &Uri) -> Value {
    let mut links = serde_json::Map::new();
    if number > 1 {
        links.insert("previous".to_owned(), address(uri, number - 1));
    }
    if number < total_pages {
        links.insert("next".to_owned(), address(uri, number + 1));
    }
    if links.is_empty() {
        json!([])
    } else {
        Value::Object(links)
    }
}

fn address(uri: &Uri, page: usize) -> Value {
    let kept = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("page="));
    let mut query: Vec<_> = kept.map(str::to_owned).collect();
    query.push(format!("page={page}"));
    Value::String(format!("{}?{}", uri.path(), query.join("&")))
}

fn positive(field: &'static str, value: Option<&str>, otherwise: usize) -> Result<usize, NotPositive> {
    let Some(value) = value else { return Ok(otherwise) };
    value
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or(NotPositive(field))
}
