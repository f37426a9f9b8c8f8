//! Lists of templates.

use std::cmp::Ordering;

use super::listing::{Listing, contains_text, sort_of};
use super::status::{Status, StatusWord};
use crate::kind::Kind;
use crate::query::Query;
use crate::state::{Store, Template};

/// The values of `status`.
const STATUS: [StatusWord<Template>; 2] = [
    ("published", |template| template.status == "published"),
    ("draft", |template| template.status == "draft"),
];

pub(super) struct Templates<'a> {
    query: &'a Query,
    status: Status<Template>,
}

impl<'a> Templates<'a> {
    pub(super) fn of(query: &'a Query) -> Self {
        let status = Status::of(query, "", &STATUS);
        Self { query, status }
    }
}

impl Listing for Templates<'_> {
    type Item = Template;
    const KIND: Kind = Kind::Template;

    fn items(store: &Store) -> &[Template] {
        &store.templates
    }

    fn matches(&self, template: &Template, _world: &Store) -> bool {
        let query = self.query;
        let wanted = query.text("q").unwrap_or_default().to_lowercase();
        let folder = template.folder.as_ref().map(|folder| folder.id.as_str());
        let owner = template.owner_id.to_string();
        contains_text(&wanted, &[&template.title])
            && self.status.matches(template)
            && query.flag("starred").is_none_or(|starred| starred == template.starred)
            && query.text("type").is_none_or(|kind| kind == "procedure")
            && query.text("owner_id").is_none_or(|requested| requested == owner)
            && query
                .any(&["folder", "folder_id"])
                .is_none_or(|requested| Some(requested) == folder)
            && query.text("tag").is_none()
    }

    /// By the last change, and here that is the creation unless it was archived or restored.
    fn compare(&self, one: &Template, other: &Template) -> Ordering {
        let age = |template: &Template| (template.archived_at.clone(), template.created_at.clone());
        let newest = age(other).cmp(&age(one)).then_with(|| one.id.cmp(&other.id));
        match sort_of(self.query) {
            "title" | "name" => one.title.cmp(&other.title).then(newest),
            "created_at" => one.created_at.cmp(&other.created_at).then(newest),
            _ => newest,
        }
    }
}
