//! One thing that takes a while: announced in a line that says what and why,
//! closed by a line that says how long it took, and explained when it fails.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};

/// How much of a log is shown when a step fails.
const LAST_LINES: usize = 30;

/// A step about to be taken.
pub(crate) struct Step<'a> {
    /// What the step is about; names its log as well.
    pub(crate) name: &'a str,
    /// What is done, and what for.
    pub(crate) what: &'a str,
    /// What a person can do where the step cannot.
    pub(crate) by_hand: &'a str,
}

impl<'a> Step<'a> {
    /// One that needs what is in the repository alone.
    pub(crate) fn new(name: &'a str, what: &'a str) -> Self {
        let by_hand = "";
        Self { name, what, by_hand }
    }

    /// Does `work`, with the output of its commands going to a log in `logs`.
    pub(crate) fn run<T>(self, logs: &Path, work: impl FnOnce(&Log) -> Result<T>) -> Result<T> {
        println!("[{}] {}", self.name, self.what);
        let began = Instant::now();
        let name = self.name;
        let value = self.run_quietly(logs, work)?;
        println!("[{name}] done in {}", seconds(began));
        Ok(value)
    }

    /// Like [`Step::run`], but says nothing unless it fails: for work that is
    /// mostly done already.
    pub(crate) fn run_quietly<T>(self, logs: &Path, work: impl FnOnce(&Log) -> Result<T>) -> Result<T> {
        let log = Log::start(logs, self.name)?;
        let began = Instant::now();
        work(&log).map_err(|problem| {
            eprintln!("[{}] failed after {}: {problem:#}", self.name, seconds(began));
            eprint!("{}", log.ending());
            if !self.by_hand.is_empty() {
                eprintln!("[{}] by hand: {}", self.name, self.by_hand);
            }
            anyhow!("{} failed", self.name)
        })
    }
}

/// Where the commands of one step write.
pub(crate) struct Log {
    path: PathBuf,
}

impl Log {
    fn start(logs: &Path, name: &str) -> Result<Self> {
        fs::create_dir_all(logs).with_context(|| logs.display().to_string())?;
        let path = logs.join(format!("{}.log", name.replace(' ', "-")));
        File::create(&path).with_context(|| path.display().to_string())?;
        Ok(Self { path })
    }

    /// Runs `command` to its end; an error unless it succeeds.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        self.finish(command.stdout(self.file()?)).map(drop)
    }

    /// Like [`Log::run`], and gives what the command printed.
    pub(crate) fn read(&self, command: &mut Command) -> Result<String> {
        let printed = self.finish(command.stdout(Stdio::piped()))?;
        Ok(String::from_utf8_lossy(&printed).into_owned())
    }

    fn finish(&self, command: &mut Command) -> Result<Vec<u8>> {
        let output = command.stdin(Stdio::null()).stderr(self.file()?).output();
        let output = output.with_context(|| format!("cannot run {}", described(command)))?;
        ensure!(output.status.success(), "{}: {}", described(command), output.status);
        Ok(output.stdout)
    }

    fn file(&self) -> Result<File> {
        Ok(OpenOptions::new().append(true).open(&self.path)?)
    }

    fn ending(&self) -> String {
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return String::new();
        }
        let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
        format!("  …{}:\n  | {}\n", self.path.display(), last.join("\n  | "))
    }
}

/// Runs two closures in parallel and waits for both. A failure does not stop
/// the other one: its work need not be done again.
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

/// The time since `began`, as it is shown everywhere.
pub(crate) fn seconds(began: Instant) -> String {
    format!("{:.1} s", began.elapsed().as_secs_f64())
}

fn described(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
