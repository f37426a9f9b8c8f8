//! Cleans up a driver, its browser and their files, even if the test program is killed.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

/// Reads IDs of processes (or process groups, with a minus sign) until the end of its input, which comes when this program
/// ends in any way. Then it kills them and removes the folder.
const SCRIPT: &str = r#"
folder=$1
shift
while read -r id; do set -- "$@" "$id"; done
for id; do kill -s KILL -- "$id"; done
for _ in 1 2 3 4 5; do rm -rf "$folder" && break; sleep 0.2; done"#;

/// A temporary folder and processes that are removed and killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Reaper {
    process: Child,
    folder: PathBuf,
}

impl Reaper {
    /// Creates the folder, and starts the script.
    pub(crate) fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        // Browsers create sockets in it, whose paths have to be short.
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let process = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C must not reach it.
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("sh does not start: {error}"));
        Self { process, folder }
    }

    /// The folder for temporary files.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Registers a process, or with a minus sign a process group.
    pub(crate) fn watch(&self, id: i64) {
        let mut input = self.process.stdin.as_ref().expect("its input is piped");
        writeln!(input, "{id}").expect("it reads until its input is closed");
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
