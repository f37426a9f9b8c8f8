//! The envelope of lists.

use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::answers::json_answer;

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

    /// This page of the items, with what the service tells about the whole.
    pub(crate) fn envelope(self, items: &[Value], uri: &Uri) -> Response {
        let Self { number, per_page } = self;
        let skipped = (number - 1).saturating_mul(per_page);
        let shown: Vec<_> = items.iter().skip(skipped).take(per_page).collect();
        let total_pages = items.len().div_ceil(per_page).max(1);
        let pagination = json!({
            "total": items.len(),
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
