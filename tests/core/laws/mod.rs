//! Property tests: random scenarios against a model of server, network and users, which may do anything within what is
//! trusted. After each step, the commands of the machine are checked against the laws.
//!
//! - `model`: the laws and the model's state; `world`: the simulation; `server`, `network`, `replicas`: its parts.
//! - `rng`, `endings`, `replies`: the generators; `scenarios`, `scheduler`, `user_actions`, `quiescence`: the steps.
//! - `oracle` and `read_oracle`: what must follow, written independently of the code; `observer`: tracks the commands.
//! - `events`, `permissions`, `timeliness`: check the laws; `coverage`: what the scenarios reached.
//! - `mutations`: tests that a wrong machine violates a law; `wrong_assumption`: what such a machine may believe.

mod coverage;
mod endings;
mod events;
mod model;
mod mutations;
mod network;
mod observer;
mod oracle;
mod permissions;
mod quiescence;
mod read_oracle;
mod replicas;
mod replies;
mod rng;
mod scenarios;
mod scheduler;
mod secrets;
mod server;
mod timeliness;
mod user_actions;
mod world;
mod wrong_assumption;

use crate::archive::Table;
use coverage::{Coverage, GOALS, Goal, TIMINGS, Timing};
use model::{Checked, Violation};
use oracle::{COLUMNS, ROWS, Row};
use std::thread;
use world::World;
use wrong_assumption::WrongAssumption;

/// Scenarios for each combination of ending, read and timing.
const ROUNDS: usize = 1_250;

/// Scenarios of one round: one per combination, and some undirected ones.
const SCENARIOS: usize = GOALS + 8;

/// How often each combination must be reached.
const MIN_COUNT: usize = 1_000;

/// Runs the scenario of this seed.
fn simulate(seed: u64, table: &Table, assumption: Option<WrongAssumption>, is_traced: bool) -> (Checked, World) {
    let mut world = World::new(seed, table.clone());
    world.assumption = assumption;
    world.truth_only = assumption.is_some();
    world.trace = is_traced.then(Vec::new);
    let number = usize::try_from(seed).expect("a small number");
    let (round, number) = (number / SCENARIOS, number % SCENARIOS);
    let lawful = match number {
        0..GOALS => world.run_directed(Goal::of(number, round)),
        GOALS => world.run_crowd(),
        _ => world.run_random(),
    };
    (lawful, world)
}

fn run(seed: u64, table: &Table, assumption: Option<WrongAssumption>) -> Result<Coverage, Violation> {
    let (lawful, world) = simulate(seed, table, assumption, false);
    lawful.map(|()| world.coverage)
}

fn run_all(seeds: impl Iterator<Item = u64>) -> Coverage {
    let mut coverage = Coverage::default();
    for seed in seeds {
        match run(seed, &Table::default(), None) {
            Ok(reached) => coverage.add(&reached),
            Err(violation) => {
                let (_, world) = simulate(seed, &Table::default(), None, true);
                let trace = world.trace.unwrap_or_default().join("\n");
                panic!("{trace}\nstory {seed}, {:?}: {}", violation.law, violation.what);
            }
        }
    }
    coverage
}

#[test]
fn the_laws_hold_and_every_ending_meets_every_read() {
    let scenarios = u64::try_from(SCENARIOS * ROUNDS).expect("a small number");
    let coverage = thread::scope(|scope| {
        let half = scope.spawn(move || run_all((0..scenarios).step_by(2)));
        let mut coverage = run_all((1..scenarios).step_by(2));
        coverage.add(&half.join().expect("the laws hold"));
        coverage
    });
    for row in ROWS {
        for column in COLUMNS {
            for timing in TIMINGS {
                // A refusal is trusted to be final.
                if (row, timing) == (Row::Refusal, Timing::Late) {
                    continue;
                }
                let count = coverage.count(row, column, timing);
                assert!(
                    count >= MIN_COUNT,
                    "{row:?} with {column:?}, executed {timing:?}: {count}"
                );
            }
        }
    }
}
