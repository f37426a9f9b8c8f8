//! Wrong assumptions about the service, to test that the laws find a machine that makes them.

use crate::archive::Outcome;
use crate::core_tests::fixtures::with;
use crate::tallyfy::{Content, ProblemKind};

/// An assumption that the machine must not make.
#[derive(Clone, Copy, Debug)]
pub(super) enum WrongAssumption {
    /// A request without a response is no longer executed.
    LostIsOver,
    /// A 503 was not executed.
    BusyIsUndone,
    /// Any 2xx proves the change.
    SuccessIsDone,
    /// A reset connection means that the request was not executed.
    ResetIsUndone,
    /// Any message about linked tasks is a refusal.
    LinkedIsRefused,
}

impl WrongAssumption {
    /// The outcome as a machine with this assumption would treat it.
    pub(super) fn distort(self, outcome: Outcome) -> Outcome {
        let refused = || Outcome::Response(with(403, "{}"));
        match (self, outcome) {
            (Self::LostIsOver, Outcome::NoResponse(_))
            | (Self::ResetIsUndone, Outcome::NoResponse(ProblemKind::Unreachable)) => refused(),
            (Self::BusyIsUndone, Outcome::Response(mut answer)) if answer.head.status == 503 => {
                answer.head.status = 429;
                Outcome::Response(answer)
            }
            (Self::SuccessIsDone, Outcome::Response(answer)) if answer.head.is_success() => {
                Outcome::Response(with(204, ""))
            }
            (Self::LinkedIsRefused, Outcome::Response(answer)) if speaks_of_linked(&answer.content) => {
                Outcome::Response(with(422, r#"{"message":"Cannot delete linked tasks."}"#))
            }
            (_, outcome) => outcome,
        }
    }
}

fn speaks_of_linked(content: &Content) -> bool {
    let Content::Refusal(refusal) = content else {
        return false;
    };
    refusal
        .message
        .as_ref()
        .is_some_and(|message| message.contains("linked"))
}
