//! What holds in every story, whatever servers, networks, browsers and people do, within what `design.md` trusts.

mod answers;
mod anything;
mod bite;
mod coverage;
mod dice;
mod endings;
mod hearing;
mod network;
mod oracle;
mod people;
mod prompt;
mod proof;
mod records;
mod replicas;
mod rest;
mod secrets;
mod server;
mod shown;
mod stories;
mod watch;
mod world;

use crate::archive::Table;
use bite::Belief;
use coverage::{Coverage, TIMINGS, Timing, WISHES, Wish};
use oracle::{COLUMNS, ROWS, Row};
use records::{Lawful, Violation};
use std::thread;
use world::World;

/// How many stories lead to each ending, read and way of being executed.
const ROUNDS: usize = 1_250;

/// How many stories one round has: some more go anywhere.
const STORIES: usize = WISHES + 8;

/// How often each of these must be reached.
const LEAST: usize = 1_000;

/// Tells the story of this seed.
fn tell(seed: u64, table: &Table, belief: Option<Belief>, is_traced: bool) -> (Lawful, World) {
    let mut world = World::new(seed, table.clone());
    world.belief = belief;
    world.truth_only = belief.is_some();
    world.trace = is_traced.then(Vec::new);
    let number = usize::try_from(seed).expect("a small number");
    let (round, number) = (number / STORIES, number % STORIES);
    let lawful = match number {
        0..WISHES => world.tell_directed(Wish::of(number, round)),
        WISHES => world.tell_crowd(),
        _ => world.tell_anything(),
    };
    (lawful, world)
}

fn run(seed: u64, table: &Table, belief: Option<Belief>) -> Result<Coverage, Violation> {
    let (lawful, world) = tell(seed, table, belief, false);
    lawful.map(|()| world.coverage)
}

fn run_all(seeds: impl Iterator<Item = u64>) -> Coverage {
    let mut coverage = Coverage::default();
    for seed in seeds {
        match run(seed, &Table::default(), None) {
            Ok(reached) => coverage.add(&reached),
            Err(violation) => {
                let (_, world) = tell(seed, &Table::default(), None, true);
                let trace = world.trace.unwrap_or_default().join("\n");
                panic!("{trace}\nstory {seed}, {:?}: {}", violation.law, violation.what);
            }
        }
    }
    coverage
}

#[test]
fn the_laws_hold_and_every_ending_meets_every_read() {
    let stories = u64::try_from(STORIES * ROUNDS).expect("a small number");
    let coverage = thread::scope(|scope| {
        let half = scope.spawn(move || run_all((0..stories).step_by(2)));
        let mut coverage = run_all((1..stories).step_by(2));
        coverage.add(&half.join().expect("the laws hold"));
        coverage
    });
    for row in ROWS {
        for column in COLUMNS {
            for timing in TIMINGS {
                // A refusal is trusted to be the last word.
                if (row, timing) == (Row::Refusal, Timing::Late) {
                    continue;
                }
                let count = coverage.count(row, column, timing);
                assert!(count >= LEAST, "{row:?} with {column:?}, executed {timing:?}: {count}");
            }
        }
    }
}
