//! Mutation tests: a machine with another verdict in any cell, or with a wrong assumption, violates a law.

use super::coverage::GOALS;
use super::model::Law;
use super::run;
use crate::archive::{Ending, Observation, Outcome, Table, Verdict};
use crate::core_tests::fixtures::with;
use crate::tallyfy::{Content, ProblemKind};

/// Number of scenarios within which a mutation must be detected.
const MAX_SEEDS: u64 = 40 * GOALS as u64;

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

const ENDINGS: [Ending; 7] = [
    Ending::NothingSent,
    Ending::Proven,
    Ending::Accepted,
    Ending::TokenExpired,
    Ending::Refused,
    Ending::Missing,
    Ending::Inconclusive,
];
const OBSERVATIONS: [Observation; 4] = [
    Observation::Done,
    Observation::NotDone,
    Observation::Gone,
    Observation::Nothing,
];
const VERDICTS: [Verdict; 5] = [
    Verdict::Done,
    Verdict::Refused,
    Verdict::SendAgain,
    Verdict::Unknown,
    Verdict::InDoubt,
];

#[test]
fn every_cell_matters() {
    let table = Table::default();
    for ending in ENDINGS {
        for observation in OBSERVATIONS {
            let verdict = match table.cell(ending, observation) {
                Verdict::Never => continue,
                Verdict::NextRow => table.cell(Ending::Refused, observation),
                verdict => verdict,
            };
            for other in VERDICTS.into_iter().filter(|other| *other != verdict) {
                let flipped = Table::default().with(ending, observation, other);
                let broken = (0..MAX_SEEDS).any(|seed| run(seed, &flipped, None).is_err());
                assert!(
                    broken,
                    "{ending:?} with {observation:?} is {verdict:?}, and may as well be {other:?}"
                );
            }
        }
    }
}

#[test]
fn every_wrong_assumption_violates_a_law() {
    for assumption in [
        WrongAssumption::LostIsOver,
        WrongAssumption::BusyIsUndone,
        WrongAssumption::SuccessIsDone,
        WrongAssumption::ResetIsUndone,
        WrongAssumption::LinkedIsRefused,
    ] {
        let is_violation = |seed| matches!(run(seed, &Table::default(), Some(assumption)), Err(violation) if violation.law == Law::True);
        assert!((0..MAX_SEEDS).any(is_violation), "{assumption:?} violates no law");
    }
}
