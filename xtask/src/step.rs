//! Commands, and the steps that are made of them: a step is announced, timed, logged, and explained if it fails.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};

use crate::workspace;

/// A command line without quoting: the words are separated by spaces.
pub(crate) fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Runs `command` with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status();
    let status = status.with_context(|| format!("cannot run {}", line_of(command)))?;
    ensure!(status.success(), "{}: {status}", line_of(command));
    Ok(())
}

/// Runs `command` and returns what it writes to stdout.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.output();
    let output = output.with_context(|| format!("cannot run {}", line_of(command)))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{}: {}\n{errors}",
        line_of(command),
        output.status
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// Does `work`, the commands of which write to a log. `name` is also that of the log.
pub(crate) fn step<T>(name: &str, what: &str, work: impl FnOnce(&Log) -> Result<T>) -> Result<T> {
    println!("[{name}] {what}");
    let began = Instant::now();
    let path = workspace::cache().join(format!("{name}.log"));
    let value = work(&Log(File::create(&path)?)).map_err(|problem| {
        let text = fs::read_to_string(&path).unwrap_or_default();
        eprintln!("[{name}] failed after {}: {problem:#}", seconds(began));
        eprintln!("  …{}:\n  | {}", path.display(), last_lines(&text).join("\n  | "));
        anyhow!("{name} failed")
    })?;
    println!("[{name}] done in {}", seconds(began));
    Ok(value)
}

/// The log of one step.
pub(crate) struct Log(File);

impl Log {
    /// Runs `command`, which has to succeed.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        let [stdout, stderr] = [self.0.try_clone()?, self.0.try_clone()?];
        run(command.stdin(Stdio::null()).stdout(stdout).stderr(stderr))
    }
}

/// The end of a log, as much as is shown when something fails.
pub(crate) fn last_lines(log: &str) -> Vec<&str> {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].to_vec()
}

/// The time since `began`, for people.
pub(crate) fn seconds(began: Instant) -> String {
    format!("{:.1} s", began.elapsed().as_secs_f64())
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
