//! What holds in every story, whatever servers, networks, browsers and people do, within what `design.md` trusts.

mod answers;
mod bite;
mod coverage;
mod dice;
mod network;
mod oracle;
mod people;
mod proof;
mod server;
mod shown;
mod stories;
mod watch;
mod world;

use bite::Belief;
use coverage::{Coverage, TIMINGS, WISHES, Wish};
use oracle::{COLUMNS, ROWS};
use std::thread;
use tallyfy_archive::archive::Table;
use world::{Lawful, Violation, World};

/// How many stories lead to each ending, read and way of being executed.
const ROUNDS: usize = 1_050;

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
                panic!("{trace}\nstory {seed}: {violation:?}");
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
                let count = coverage.count(row, column, timing);
                assert!(count >= LEAST, "{row:?} with {column:?}, executed {timing:?}: {count}");
            }
        }
    }
}

#[test]
fn survey() {
    let end: u64 = std::env::var("SURVEY").map_or(0, |n| n.parse().unwrap());
    let mut found: std::collections::BTreeMap<String, (u64, usize)> = Default::default();
    let mut coverage = Coverage::default();
    for seed in 0..end {
        match run(seed, &Table::default(), None) {
            Ok(c) => coverage.add(&c),
            Err(v) => {
                let what: String = v
                    .what
                    .chars()
                    .map(|c| if c.is_ascii_digit() { '#' } else { c })
                    .take(90)
                    .collect();
                let e = found.entry(format!("{:?} {what}", v.law)).or_insert((seed, 0));
                e.1 += 1;
            }
        }
    }
    for (what, (seed, n)) in &found {
        println!("{n:>6} seed {seed:>6} {what}");
    }
    if let Ok(seed) = std::env::var("STORY") {
        let (l, w) = tell(seed.parse().unwrap(), &Table::default(), None, true);
        println!("{}\n{l:?}", w.trace.unwrap().join("\n"));
    }
    let mut all: Vec<_> = ROWS
        .iter()
        .flat_map(|r| {
            COLUMNS
                .iter()
                .flat_map(move |c| TIMINGS.iter().map(move |t| (*r, *c, *t)))
        })
        .map(|(r, c, t)| (coverage.count(r, c, t), r, c, t))
        .collect();
    all.sort_by_key(|a| a.0);
    println!("{:?}", &all[..6]);
}
