//! The recent changes of items, across operations.

use super::Target;
use crate::tallyfy::JsonValue;

/// How long a replica may lag, in milliseconds: a read that starts sooner after the end of a change may show the state
/// before it.
pub(super) const LAG_MS: f64 = 5_000.0;

/// Limit per item: more than one operation sends, so that the last change of another operation is kept.
const MAX_CHANGES_PER_ITEM: usize = 12;

/// The end of one send of a change.
#[derive(Clone, Debug)]
struct Change {
    target: Target,
    /// The operation that sent it.
    operation_id: u32,
    ended_at: f64,
    /// Until when a copy of it may be executed.
    may_complete_until: f64,
}

/// The last changes of each item.
#[derive(Clone, Debug, Default)]
pub(super) struct History(Vec<Change>);

impl History {
    pub(super) fn record(&mut self, target: &Target, operation_id: u32, ended_at: f64, may_complete_until: f64) {
        // Not by age: an operation in progress may have started long ago.
        let of_target = self.0.iter().filter(|change| change.target == *target);
        if of_target.count() >= MAX_CHANGES_PER_ITEM
            && let Some(oldest) = self.0.iter().position(|change| change.target == *target)
        {
            self.0.remove(oldest);
        }
        self.0.push(Change {
            target: target.clone(),
            operation_id,
            ended_at,
            may_complete_until,
        });
    }

    /// Serializes all changes.
    pub(super) fn to_record(&self) -> JsonValue<'_> {
        let mut changes = Vec::new();
        for change in &self.0 {
            let mut entry = change.target.to_record();
            entry.extend([
                ("operation_id", JsonValue::Number(f64::from(change.operation_id))),
                ("ended_at", JsonValue::Number(change.ended_at)),
                ("may_complete_until", JsonValue::Number(change.may_complete_until)),
            ]);
            changes.push(JsonValue::Object(entry));
        }
        JsonValue::List(changes)
    }

    /// When the last change of the item by another operation ended.
    pub(super) fn others_ended_at(&self, target: &Target, operation_id: u32) -> Option<f64> {
        self.of_others(target, operation_id)
            .map(|change| change.ended_at)
            .reduce(f64::max)
    }

    /// When the last change of the item by any operation ended.
    pub(super) fn last_ended_at(&self, target: &Target) -> Option<f64> {
        let ends = self.0.iter().filter(|change| change.target == *target);
        ends.map(|change| change.ended_at).reduce(f64::max)
    }

    /// Until when a change of the item by another operation may be executed.
    pub(super) fn others_may_complete_until(&self, target: &Target, operation_id: u32) -> Option<f64> {
        self.of_others(target, operation_id)
            .map(|change| change.may_complete_until)
            .reduce(f64::max)
    }

    fn of_others(&self, target: &Target, operation_id: u32) -> impl Iterator<Item = &Change> {
        self.0
            .iter()
            .filter(move |change| change.operation_id != operation_id && change.target == *target)
    }
}
