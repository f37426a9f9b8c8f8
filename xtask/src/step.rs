//! Commands, and the steps that are made of them: a step is announced, timed, logged, and explained if it fails.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
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
    ensure!(output.status.success(), "{}: {}", line_of(command), output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// Does `work`, the commands of which write to a log. `name` is also that of the log.
pub(crate) fn step<T>(name: &str, what: &str, work: impl FnOnce(&Log) -> Result<T>) -> Result<T> {
    println!("[{name}] {what}");
    let began = Instant::now();
    let log = Log::create(name)?;
    let value = work(&log).map_err(|problem| {
        eprintln!("[{name}] failed after {}: {problem:#}", seconds(began));
        eprint!("{}", log.end());
        anyhow!("{name} failed")
    })?;
    println!("[{name}] done in {}", seconds(began));
    Ok(value)
}

/// The log of one step.
pub(crate) struct Log(PathBuf);

impl Log {
    fn create(name: &str) -> Result<Self> {
        let file = workspace::cache().join(format!("{name}.log"));
        File::create(&file).with_context(|| file.display().to_string())?;
        Ok(Self(file))
    }

    /// Runs `command`, which has to succeed.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        run(command.stdin(Stdio::null()).stdout(self.open()?).stderr(self.open()?))
    }

    /// Like [`Log::run`], but returns what the command writes to stdout.
    pub(crate) fn read(&self, command: &mut Command) -> Result<String> {
        read(command.stdin(Stdio::null()).stderr(self.open()?))
    }

    fn open(&self) -> Result<File> {
        Ok(OpenOptions::new().append(true).open(&self.0)?)
    }

    fn end(&self) -> String {
        let text = fs::read_to_string(&self.0).unwrap_or_default();
        let lines = last_lines(&text);
        if lines.is_empty() {
            return String::new();
        }
        format!("  …{}:\n  | {}\n", self.0.display(), lines.join("\n  | "))
    }
}

/// The end of a log, as much as is shown when something fails.
pub(crate) fn last_lines(log: &str) -> Vec<&str> {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].to_vec()
}

/// Runs two closures in parallel. A failure does not stop the other one, which need not be done again next time.
pub(crate) fn join<A: Send, B>(
    one: impl FnOnce() -> Result<A> + Send,
    other: impl FnOnce() -> Result<B>,
) -> Result<(A, B)> {
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join(), other)
    });
    let one = one.map_err(|_| anyhow!("one of two parallel tasks panicked"))?;
    Ok((one?, other?))
}

/// The time since `began`, for people.
pub(crate) fn seconds(began: Instant) -> String {
    format!("{:.1} s", began.elapsed().as_secs_f64())
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
