//! Parts that run beside each other, each in a process of its own, so that what it prints stays in one piece.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::Done;
use super::parts::Part;
use crate::workspace::Workspace;

/// What a part needs with its browsers, in KiB.
const MEMORY_OF_A_PART: u64 = 2_000_000;

/// How long the path of a folder for temporary files may be. Browsers put sockets deep below it, whose paths cannot have
/// more than 107 bytes.
const LONGEST_FOLDER: usize = 39;

/// Runs one part, with its output on the terminal.
pub(super) fn run_one(workspace: &Workspace, part: Part, arguments: &[String]) -> Done {
    println!("\n== {}: {}", part.name(), part.purpose());
    let began = Instant::now();
    let result = in_process(workspace, part, arguments, None);
    Done::new(part, &result, began, None)
}

/// Runs the parts, as many at a time as the machine has cores and memory for. Says of each when it starts, and all that it
/// printed when it has ended. Ctrl-C ends all of them: they are in the terminal's group of processes.
pub(super) fn run(workspace: &Workspace, parts: &[Part], arguments: &[String]) -> Vec<Done> {
    let most = most_at_a_time();
    let mut waiting: VecDeque<Part> = parts.to_vec().into();
    // The last ones to end are short, so that no core waits long for another one.
    waiting.make_contiguous().sort_by_key(|part| !part.is_long());
    let mut done: Vec<Done> = Vec::new();
    thread::scope(|scope| {
        let (ended, ends) = mpsc::channel();
        let mut running = 0;
        while done.len() < parts.len() {
            while running < most
                && let Some(part) = waiting.pop_front()
            {
                println!("[{}] runs", part.name());
                running += 1;
                let ended = ended.clone();
                scope.spawn(move || {
                    let began = Instant::now();
                    let output = output_of(workspace, part);
                    let result = in_process(workspace, part, arguments, Some(&output));
                    // Who waits for it has not gone.
                    let _ = ended.send(Done::new(part, &result, began, Some(output)));
                });
            }
            let part = ends.recv().expect("a part that runs ends");
            running -= 1;
            print(&part);
            done.push(part);
        }
    });
    done.sort_by_key(|done| parts.iter().position(|part| *part == done.part));
    done
}

/// Runs a part in a process of its own, whose output goes to this file. Temporary files go with it.
fn in_process(workspace: &Workspace, part: Part, arguments: &[String], output: Option<&Path>) -> Result<()> {
    let mut xtask = Command::new(workspace.program());
    xtask.args(["part", part.name(), "--"]).args(arguments);
    if let Some(output) = output {
        fs::create_dir_all(output.parent().context("a file is in a folder")?)?;
        let file = File::create(output).with_context(|| output.display().to_string())?;
        xtask.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    }
    let folder = workspace.cache_dir().join("tmp").join(part.number().to_string());
    if folder.as_os_str().len() <= LONGEST_FOLDER {
        remove(&folder);
        fs::create_dir_all(&folder)?;
        xtask.env("TMPDIR", &folder);
    }
    let status = xtask.status();
    remove(&folder);
    if !status.context("cannot run this program again")?.success() {
        bail!("failed");
    }
    Ok(())
}

/// Removes a folder, from which others may be removing something as well.
fn remove(folder: &Path) {
    for _ in 0..20 {
        if fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
}

fn output_of(workspace: &Workspace, part: Part) -> PathBuf {
    let file = format!("{}.log", part.name().replace(' ', "-"));
    workspace.cache_dir().join("parts").join(file)
}

fn print(done: &Done) {
    println!("\n== {}: {}", done.part.name(), done.part.purpose());
    let log = done.log.as_ref().and_then(|log| fs::read_to_string(log).ok());
    print!("{}", log.unwrap_or_default());
    let outcome = if done.passed { "passed" } else { "FAILED" };
    println!("[{}] {outcome} in {}", done.part.name(), done.time);
}

/// As many as there are cores, unless memory is short.
fn most_at_a_time() -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let by_memory = free_memory().map_or(cores, |free| usize::try_from(free / MEMORY_OF_A_PART).unwrap_or(cores));
    cores.min(by_memory).max(1)
}

/// What the system can spare, in KiB; `None` where it does not say.
fn free_memory() -> Option<u64> {
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    let free = memory.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    free.trim().strip_suffix("kB")?.trim().parse().ok()
}
