//! How reads show the state.

use serde::{Deserialize, Serialize};

use super::history::MAX_LAG_MS;

/// How reads of one item and of lists show the state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reads {
    /// Replication lag: reads show the state of this many milliseconds ago; at most 5,000.
    pub lag_ms: u64,
    /// Whether an archived task can be read by its id: 200 with its `archived_at`. Otherwise that is a 404.
    pub archived_readable: bool,
    /// Whether an archived process is a 404 by its id, too. Otherwise it can be read.
    pub archived_run_hidden: bool,
    /// The 404 that a read by id gets.
    pub not_found: NotFound,
    /// The response to the archived list (`archived=only`).
    pub archived_list: ArchivedList,
    /// Whether `status=archived` in the list of processes asks for the archived ones. Otherwise it is ignored like
    /// other unknown values.
    pub archived_status: bool,
    /// The shape of `links` in the pagination.
    pub links: Links,
}

impl Reads {
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.lag_ms <= MAX_LAG_MS {
            Ok(())
        } else {
            Err(format!("lag_ms is {}: at most {MAX_LAG_MS} is possible.", self.lag_ms))
        }
    }
}

/// A 404.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotFound {
    /// The API's own: JSON with the code `RESOURCE_NOT_FOUND`.
    #[default]
    Resource,
    /// JSON with the code `ENDPOINT_NOT_FOUND`: the address is wrong.
    Endpoint,
    /// JSON with the error code `apsh546`: the client header is missing.
    Apsh546,
    /// HTML, as of a web server or proxy.
    Html,
}

/// The response to the archived list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArchivedList {
    /// The correct response.
    #[default]
    Usual,
    /// With a 500.
    Error,
    /// With a sign-in page and 200.
    Html,
    /// With half of its body.
    CutOff,
    /// Without `meta`.
    NoPagination,
    /// Every page is the first one, and there is always a next one.
    Endless,
    /// The pagination counts one page more than there is, and that page is empty.
    PageMissing,
    /// As if `archived=only` had not been asked for.
    FilterIgnored,
    /// Without one-off tasks: only the tasks of archived processes.
    WithoutOneOffs,
}

/// The shape of `links` in the pagination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Links {
    /// An object, or the empty list that PHP makes of an empty object.
    #[default]
    Usual,
    /// The empty list, whatever there is to link to.
    EmptyList,
    /// `null`.
    Null,
    /// The field is missing.
    Missing,
}
