//! Mutation tests: a machine with another verdict in any cell, or with a wrong assumption, violates a law.

use super::coverage::GOALS;
use super::model::Law;
use super::run;
use super::wrong_assumption::WrongAssumption;
use crate::archive::{Ending, Observation, Table, Verdict};

/// Number of scenarios within which a mutation must be detected.
const MAX_SEEDS: u64 = 40 * GOALS as u64;

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
