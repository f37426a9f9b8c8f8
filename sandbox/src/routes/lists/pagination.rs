//! The envelope of lists.

use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::invalid::Invalid;
use crate::address::RequestUrl;
use crate::query::Query;
use crate::routes::answers::{fixture, json_answer};
use crate::serve::{Cut, Disconnect, Sent};
use crate::state::{ArchivedList, Links};

const PER_PAGE: usize = 10;
const MAX_PER_PAGE: usize = 100;

/// The requested page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    size: usize,
    /// Whether all items are requested at once, without `meta`.
    unlimited: bool,
}

impl Page {
    /// Reads `page`, `per_page` and `without_pagination`.
    ///
    /// # Errors
    /// Which of them is wrong.
    pub(crate) fn read(query: &Query) -> Result<Self, Invalid> {
        Ok(Self {
            number: positive(query, "page", 1)?,
            size: positive(query, "per_page", PER_PAGE)?.min(MAX_PER_PAGE),
            unlimited: query.flag("without_pagination") == Some(true),
        })
    }

    /// The response with this page of the items.
    pub(crate) fn answer(
        self,
        list: ArchivedList,
        links: Links,
        items: &[Value],
        url: &RequestUrl,
        uri: &Uri,
    ) -> Response {
        let envelope = |total, shown| self.envelope(items, total, shown, |pages| self.links(links, pages, url, uri));
        match list {
            ArchivedList::Error => fixture("server-error-500"),
            ArchivedList::Html => fixture("get-200-html"),
            _ if self.unlimited => json_answer(StatusCode::OK, &json!({ "data": items })),
            ArchivedList::Usual | ArchivedList::FilterIgnored | ArchivedList::WithoutOneOffs => {
                envelope(items.len(), self.number)
            }
            ArchivedList::CutOff => {
                let mut response = envelope(items.len(), self.number);
                response.extensions_mut().insert(Cut {
                    sent: Sent::HalfBody,
                    then: Disconnect::Close,
                });
                response
            }
            ArchivedList::NoPagination => {
                json_answer(StatusCode::OK, &json!({ "data": self.part(items, self.number) }))
            }
            ArchivedList::Endless => envelope(self.number.saturating_add(1).saturating_mul(self.size), 1),
            ArchivedList::PageMissing => {
                let total = self.pages(items.len()).saturating_mul(self.size).saturating_add(1);
                envelope(total, self.number)
            }
        }
    }

    /// The items of the page with this number.
    fn part(self, items: &[Value], number: usize) -> Vec<&Value> {
        let skipped = (number - 1).saturating_mul(self.size);
        items.iter().skip(skipped).take(self.size).collect()
    }

    fn pages(self, total: usize) -> usize {
        total.div_ceil(self.size).max(1)
    }

    /// The items of the page with the number `shown`, called this page, of `total` items. `links` makes the links from
    /// the number of pages.
    fn envelope(self, items: &[Value], total: usize, shown: usize, links: impl Fn(usize) -> Option<Value>) -> Response {
        let shown = self.part(items, shown);
        let total_pages = self.pages(total);
        let mut pagination = json!({
            "total": total,
            "count": shown.len(),
            "per_page": self.size,
            "current_page": self.number,
            "total_pages": total_pages,
        });
        if let Some(links) = links(total_pages) {
            pagination["links"] = links;
        }
        json_answer(
            StatusCode::OK,
            &json!({ "data": shown, "meta": { "pagination": pagination } }),
        )
    }

    fn links(self, shape: Links, total_pages: usize, url: &RequestUrl, uri: &Uri) -> Option<Value> {
        let mut links = Map::new();
        if self.number > 1 {
            links.insert("previous".to_owned(), address(url, uri, self.number - 1));
        }
        if self.number < total_pages {
            links.insert("next".to_owned(), address(url, uri, self.number + 1));
        }
        match shape {
            Links::Usual if !links.is_empty() => Some(Value::Object(links)),
            Links::Usual | Links::EmptyList => Some(json!([])),
            Links::Null => Some(Value::Null),
            Links::Missing => None,
        }
    }
}

fn address(url: &RequestUrl, uri: &Uri, page: usize) -> Value {
    let kept = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("page="));
    let mut query: Vec<_> = kept.map(str::to_owned).collect();
    query.push(format!("page={page}"));
    Value::String(format!("{}?{}", url.without_query(), query.join("&")))
}

fn positive(query: &Query, field: &'static str, default: usize) -> Result<usize, Invalid> {
    let Some(value) = query.text(field) else {
        return Ok(default);
    };
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or(Invalid {
        field,
        rule: "must be at least 1",
    })
}
