//! Processes that belong to no case, and their template.

use crate::ids;
use crate::state::{CHECKLIST, CHECKLIST_TITLE, NewRun, NewTemplate, Store};

const RUN: &str = "Onboarding of Dana Reyes";
const ARCHIVED_RUN: &str = "Onboarding of Lee Park";

/// The id of the seeded process that is active.
pub fn active_run() -> String {
    ids::from_name(RUN)
}

/// The id of the seeded process that is archived.
pub fn archived_run() -> String {
    ids::from_name(ARCHIVED_RUN)
}

pub(super) fn insert(store: &mut Store) {
    for (name, archived) in [(RUN, false), ("Quarterly access review", false), (ARCHIVED_RUN, true)] {
        store.add_run(NewRun {
            id: Some(ids::from_name(name)),
            archived,
            ..NewRun::named(name)
        });
    }
    store.add_template(NewTemplate {
        id: Some(CHECKLIST.to_owned()),
        ..NewTemplate::titled(CHECKLIST_TITLE)
    });
}
