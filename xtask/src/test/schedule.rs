//! Runs parts in parallel, each in a process of its own, so that what it prints stays in one piece.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::parts::Part;
use super::skipped;
use crate::step::{run, seconds};
use crate::workspace;

/// What a part needs with its browsers, in KiB.
const MEMORY_OF_A_PART: usize = 2_000_000;

/// How long the path of a folder for temporary files may be. Browsers put sockets deep below it, whose paths are limited
/// to 107 bytes.
const LONGEST_FOLDER: usize = 39;

pub(super) struct Done {
    pub(super) part: &'static Part,
    pub(super) passed: bool,
    /// A line with the outcome and the time it took.
    pub(super) summary: String,
    /// What it printed, unless that was on the terminal.
    pub(super) log: Option<PathBuf>,
}

/// Runs one part. Its output goes to the log, or else to the terminal.
pub(super) fn run_one(part: &'static Part, arguments: &[String], log: Option<PathBuf>) -> Done {
    let began = Instant::now();
    let result = run_process(part, arguments, log.as_deref());
    if let Err(problem) = &result {
        eprintln!("[{}] {problem:#}", part.name);
    }
    let outcome = if result.is_ok() { "passed" } else { "FAILED" };
    let skipped = skipped(part, arguments).map(|skipped| format!("  {} skipped", skipped.len()));
    Done {
        part,
        passed: result.is_ok(),
        summary: format!("{:<10} {outcome}  {:>8}", part.name, seconds(began)) + &skipped.unwrap_or_default(),
        log,
    }
}

/// The tests that a part skips, if it skips any.
pub(super) fn skipped(part: &Part, arguments: &[String]) -> Option<Vec<String>> {
    part.engine().filter(|_| arguments.is_empty()).map(skipped::in_engine)
}

/// Runs the parts, as many at a time as the machine has cores and memory for. Announces each, and prints its output when
/// it has ended. Ctrl-C ends all of them: they are in the terminal's process group.
pub(super) fn run_all(parts: &[&'static Part], arguments: &[String]) -> Vec<Done> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..most_at_a_time() {
            scope.spawn(|| {
                while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    println!("[{}] started", part.name);
                    let log = workspace::cache().join(format!("part-{}.log", part.name));
                    let ended = run_one(part, arguments, Some(log.clone()));
                    let mut done = done.lock().expect("printing does not panic");
                    println!("\n== {}: {}", part.name, part.meaning);
                    print!("{}", fs::read_to_string(log).unwrap_or_default());
                    println!("{}", ended.summary);
                    done.push(ended);
                }
            });
        }
    });
    let mut done = done.into_inner().expect("printing does not panic");
    done.sort_by_key(|done| parts.iter().position(|part| part.name == done.part.name));
    done
}

/// Runs a part in a process of its own, and removes its temporary files.
fn run_process(part: &Part, arguments: &[String], log: Option<&Path>) -> Result<()> {
    let mut xtask = Command::new(workspace::xtask());
    xtask.args(["part", part.name, "--"]).args(arguments);
    if let Some(log) = log {
        let file = File::create(log)?;
        xtask.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    }
    let folder = workspace::cache().join("tmp").join(part.name);
    remove(&folder);
    if folder.as_os_str().len() <= LONGEST_FOLDER {
        fs::create_dir_all(&folder)?;
        xtask.env("TMPDIR", &folder);
    }
    let result = run(&mut xtask);
    remove(&folder);
    result
}

/// Removes a folder. Processes of the part that have not ended yet may be doing that as well.
fn remove(folder: &Path) {
    for _ in 0..20 {
        if fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
}

fn most_at_a_time() -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    // Not every system has this file.
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let available = memory.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let available = available.and_then(|kib| kib.trim_end_matches("kB").trim().parse::<usize>().ok());
    let by_memory = available.map_or(cores, |kib| kib / MEMORY_OF_A_PART);
    cores.min(by_memory).max(1)
}
