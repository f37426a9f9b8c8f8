//! The armed faults.

use serde::{Deserialize, Serialize};

use super::{Fault, Operation, Reply, Target};
use crate::cors::CorsGap;
use crate::recorded::{Recorded, recorded_answers};

/// A fault with what it is armed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Armed {
    /// The task's id; `*` stands for every task.
    pub task: String,
    /// The operation.
    pub operation: Operation,
    /// The fault.
    pub fault: Fault,
}

impl Armed {
    /// Says why this fault could never be sent, if so.
    pub(crate) fn check(&self) -> Result<(), String> {
        match &self.fault.reply {
            Reply::Recorded { name } if Recorded::named(name).is_none() => {
                let known: Vec<_> = recorded_answers().collect();
                Err(format!(
                    "No answer is recorded as {name}. These are: {}",
                    known.join(", ")
                ))
            }
            Reply::Status { status, .. } | Reply::Redirect { status, .. } | Reply::RetryAfter { status, .. }
                if !(200..=599).contains(status) =>
            {
                Err(format!("{status} is no final status: 200 to 599 are."))
            }
            Reply::Usual if self.fault.work == Some(false) => {
                Err("The usual reply comes from the work: it cannot be left out.".to_owned())
            }
            _ => Ok(()),
        }
    }
}

/// All armed faults, in the order in which they strike.
#[derive(Debug, Default)]
pub(crate) struct Armory {
    armed: Vec<Armed>,
}

impl Armory {
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

    /// The fault that strikes this request, if any. `is_about` tells whether a list is about a task.
    pub(crate) fn take(&mut self, target: &Target, is_about: impl Fn(&str) -> bool) -> Option<Fault> {
        self.take_where(target, is_about, |fault| fault.cors != Some(CorsGap::Preflight))
    }

    /// The fault that strikes this request's preflight, if any.
    pub(crate) fn take_preflight(&mut self, target: &Target, is_about: impl Fn(&str) -> bool) -> Option<Fault> {
        self.take_where(target, is_about, |fault| fault.cors == Some(CorsGap::Preflight))
    }

    fn take_where(
        &mut self,
        target: &Target,
        is_about: impl Fn(&str) -> bool,
        fits: impl Fn(&Fault) -> bool,
    ) -> Option<Fault> {
        let index = self.armed.iter().position(|armed| {
            let named = armed.task == "*" || armed.task == target.subject || is_about(&armed.task);
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
    use super::{Armed, Armory, Fault, Operation, Target};

    fn target(operation: Operation) -> Target {
        Target {
            operation,
            org: "o".to_owned(),
            subject: "t".to_owned(),
        }
    }

    #[test]
    fn faults_strike_in_the_order_in_which_they_were_armed_and_as_often_as_they_say() {
        let mut armory = Armory::default();
        for fault in [Fault::usual().times(1), Fault::recorded("server-error-500").times(2)] {
            armory.arm(Armed {
                task: "t".to_owned(),
                operation: Operation::Get,
                fault,
            });
        }
        let strikes: Vec<_> = (0..4)
            .map(|_| armory.take(&target(Operation::Get), |_| false))
            .collect();
        let recorded = |strike: &Option<Fault>| strike.as_ref().map(|fault| fault.reply != super::super::Reply::Usual);
        assert_eq!(
            strikes.iter().map(recorded).collect::<Vec<_>>(),
            [Some(false), Some(true), Some(true), None]
        );
        assert!(armory.take(&target(Operation::Archive), |_| false).is_none());
    }
}
