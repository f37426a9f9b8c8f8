//! Filters by date: `YYYY-MM-DD`, which compare as text.

use std::ops::{Bound, RangeBounds};

use super::invalid::Invalid;
use crate::query::Query;

/// A range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days<'a>(Bound<&'a str>, Bound<&'a str>);

impl<'a> Days<'a> {
    /// Whether the timestamp, in ISO 8601, is on one of the days.
    pub(crate) fn contain(&self, moment: Option<&String>) -> bool {
        let day = moment.and_then(|moment| moment.get(..10));
        day.is_some_and(|day| RangeBounds::<str>::contains(&(self.0, self.1), day))
    }

    /// `created`: a day, or two with a colon between them.
    pub(crate) fn created(query: &'a Query) -> Result<Option<Self>, Invalid> {
        let Some(text) = query.text("created") else {
            return Ok(None);
        };
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last) = (day("created", first)?, day("created", last)?);
        Ok(Some(Self(Bound::Included(first), Bound::Included(last))))
    }

    /// The `deadline_…` parameters, each of which narrows the list further. `deadline_on` overrides the others.
    pub(crate) fn deadline(query: &'a Query) -> Result<Vec<Self>, Invalid> {
        use Bound::{Excluded, Included, Unbounded};
        let read = |field| query.text(field).map(|text| day(field, text)).transpose();
        if let Some(on) = read("deadline_on")? {
            return Ok(vec![Self(Included(on), Included(on))]);
        }
        let all = [
            read("deadline_before")?.map(|day| Self(Unbounded, Excluded(day))),
            read("deadline_after")?.map(|day| Self(Excluded(day), Unbounded)),
            read("deadline_start_range")?.map(|day| Self(Included(day), Unbounded)),
            read("deadline_end_range")?.map(|day| Self(Unbounded, Included(day))),
        ];
        Ok(all.into_iter().flatten().collect())
    }
}

/// The text if it is a date.
fn day<'a>(field: &'static str, text: &'a str) -> Result<&'a str, Invalid> {
    let rule = "does not match the format Y-m-d";
    is_day(text).then_some(text).ok_or(Invalid { field, rule })
}

fn is_day(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, digits: usize| {
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}
