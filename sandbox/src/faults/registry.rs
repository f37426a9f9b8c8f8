//! The queue of armed faults.

use serde::{Deserialize, Serialize};

use super::{Fault, Operation, Target};
use crate::cors::CorsGap;
use crate::kind::Kind;

/// A fault with what it is armed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Armed {
    /// The item's id; `*` stands for every item of the kind.
    pub task: String,
    /// The kind that `*` stands for. An id needs none.
    #[serde(default)]
    pub kind: Kind,
    /// The operation.
    pub operation: Operation,
    /// The fault.
    pub fault: Fault,
}

/// All armed faults, in the order in which they are injected: a queue for each item and operation.
#[derive(Debug, Default)]
pub(crate) struct FaultRegistry {
    armed: Vec<Armed>,
}

impl FaultRegistry {
    pub(crate) fn arm(&mut self, armed: Armed) {
        self.armed.push(armed);
    }

    pub(crate) fn armed(&self) -> &[Armed] {
        &self.armed
    }

    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    pub(crate) fn disarm(&mut self, task: &str) {
        self.armed.retain(|armed| armed.task != task);
    }

    /// The fault for this request, if any. `is_about` returns whether a list is about an item.
    pub(crate) fn take(&mut self, target: &Target, is_about: &dyn Fn(&str) -> bool) -> Option<Fault> {
        self.take_where(target, is_about, |fault| fault.cors != Some(CorsGap::Preflight))
    }

    /// The fault for this request's preflight, if any.
    pub(crate) fn take_preflight(&mut self, target: &Target, is_about: &dyn Fn(&str) -> bool) -> Option<Fault> {
        self.take_where(target, is_about, |fault| fault.cors == Some(CorsGap::Preflight))
    }

    fn take_where(
        &mut self,
        target: &Target,
        is_about: &dyn Fn(&str) -> bool,
        fits: impl Fn(&Fault) -> bool,
    ) -> Option<Fault> {
        let index = self.armed.iter().position(|armed| {
            let every = armed.task == "*" && armed.kind == target.kind;
            let named = every || armed.task == target.subject || is_about(&armed.task);
            armed.operation == target.operation && named && fits(&armed.fault) && armed.fault.times != Some(0)
        })?;
        let fault = self.armed[index].fault.clone();
        if let Some(times) = &mut self.armed[index].fault.times {
            *times -= 1;
            if *times == 0 {
                self.armed.remove(index);
            }
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::{Armed, Fault, FaultRegistry, Kind, Operation, Target};
    use crate::faults::Reply;

    #[test]
    fn faults_are_injected_in_order_and_as_often_as_configured() {
        let target = |operation| Target {
            operation,
            kind: Kind::Task,
            org: "o".to_owned(),
            subject: "t".to_owned(),
            archived_only: false,
        };
        let mut registry = FaultRegistry::default();
        for fault in [Fault::usual().times(1), Fault::fixture("server-error-500").times(2)] {
            registry.arm(Armed {
                task: "t".to_owned(),
                kind: Kind::Task,
                operation: Operation::Get,
                fault,
            });
        }
        let injected = (0..4).map(|_| registry.take(&target(Operation::Get), &|_| false));
        let is_recorded: Vec<_> = injected
            .map(|fault| fault.map(|fault| fault.reply != Reply::Usual))
            .collect();
        assert_eq!(is_recorded, [Some(false), Some(true), Some(true), None]);
        assert!(registry.take(&target(Operation::Archive), &|_| false).is_none());
    }
}
