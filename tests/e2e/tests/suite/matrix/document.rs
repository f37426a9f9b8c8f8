//! The matrix in the documentation: a table for Chromium, and the differences of other engines.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::{env, fs};

use e2e::Engine;

use super::column::{COLUMNS, Column};

/// A table of the document.
pub(super) type TableId = (&'static str, &'static str);

pub(super) const ACROSS: TableId = ("two-origins", "Page and API on two origins");
pub(super) const SAME: TableId = ("one-origin", "Page and API on one origin");

/// A fault, and the outcomes of the operations under it.
pub(super) type Line = (String, [String; 4]);

/// Tests run in parallel, and write to the same file.
static WRITING: Mutex<()> = Mutex::new(());

const INTRODUCTION: &str = "# Fault matrix

What the built element reports under faults, tested in real browsers over real sockets.

Each row is a fault, each column an operation. A cell has the first state, with the kind of the problem. An arrow leads \
to the state after the automatic checks, once the fault is gone and the in-doubt window has closed. Where the widget does \
not check automatically, since that would not help, the cell has \u{201c}not checked\u{201d} and the result of a requested check.

\u{201c}Not done\u{201d}, \u{201c}done before\u{201d} and \u{201c}done later\u{201d} tell when the server executed the \
change: never, before the response or disconnect, or some seconds later, after the first read. For `find` and `check`, \
which only read, this makes no difference: \u{2014} stands for the cell above.

`check` starts with a task that was archived, although the response was an error and the first read failed.

Every announced outcome is compared with what the server had done by then, and with what it did later: `archived` is \
announced only if the task is archived, `restored` only if it is not, and `refused` only if nothing changed or will.

The meaning of status and body of a response is tested without a browser, in `tests/core`.

The end-to-end tests update this page with `UPDATE_DOCS=1`. Without it they fail if it is outdated.
";

/// The lines as a table.
pub(super) fn table(lines: &[Line]) -> String {
    let heads = COLUMNS.map(Column::as_str).join(" | ");
    let mut text = format!("| fault | {heads} |\n| --- | --- | --- | --- | --- |\n");
    for (name, cells) in lines {
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    text
}

/// Compares a table with that of the document, or updates it.
pub(super) fn compare_or_update(engine: Engine, place: TableId, lines: &[Line]) {
    let guard = WRITING.lock();
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/fault-matrix.md");
    let document = fs::read_to_string(&file).unwrap_or_default();
    let (title, text) = if engine == Engine::Chromium {
        (place.1.to_owned(), table(lines))
    } else {
        (
            format!("{}: different in {}", place.1, engine.as_str()),
            differences(engine, &document, place, lines),
        )
    };
    let section = Section {
        name: format!("{} {}", engine.as_str(), place.0),
        text: format!("## {title}\n\n{text}"),
    };
    if env::var_os("UPDATE_DOCS").is_some_and(|update| update == "1") {
        let folder = file.parent().expect("the file is in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(&file, section.put_into(&document)).expect("the document can be written");
    } else {
        let kept = section.of(&document).unwrap_or_default();
        assert!(
            kept == section.text,
            "docs/fault-matrix.md differs; UPDATE_DOCS=1 writes it.\nIt says\n{}\nand it is\n{}",
            only_in(&kept, &section.text),
            only_in(&section.text, &kept)
        );
    }
    drop(guard);
}

/// The lines that differ from Chromium's table.
fn differences(engine: Engine, document: &str, place: TableId, lines: &[Line]) -> String {
    let name = format!("{} {}", Engine::Chromium.as_str(), place.0);
    let usual = Section {
        name,
        text: String::new(),
    }
    .of(document)
    .unwrap_or_default();
    let other: Vec<_> = lines
        .iter()
        .filter(|line| !usual.contains(table(std::slice::from_ref(line)).lines().last().unwrap_or("?")))
        .cloned()
        .collect();
    if other.is_empty() {
        "Nothing.\n".to_owned()
    } else {
        format!("{}\n{}", reason(engine), table(&other))
    }
}

/// Why an engine differs.
fn reason(engine: Engine) -> &'static str {
    match engine {
        // No difference is expected there.
        Engine::Chromium | Engine::Firefox => "",
        Engine::Webkit => {
            "WebKit asks the operating system whether there is a network, and its driver cannot take it away. What the \
             widget does without one is the same code in every engine, and tried in the other two.\n"
        }
    }
}

fn only_in(one: &str, other: &str) -> String {
    one.lines()
        .filter(|line| !other.contains(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A section of the document between two markers.
struct Section {
    name: String,
    text: String,
}

impl Section {
    fn marks(&self) -> (String, String) {
        (
            format!("<!-- {} -->\n", self.name),
            format!("<!-- end of {} -->\n", self.name),
        )
    }

    fn of(&self, document: &str) -> Option<String> {
        let (begin, end) = self.marks();
        let rest = document.split_once(&begin)?.1;
        Some(rest.split_once(&end)?.0.to_owned())
    }

    fn put_into(&self, document: &str) -> String {
        let (begin, end) = self.marks();
        let section = format!("{begin}{}{end}", self.text);
        match (document.split_once(&begin), document.split_once(&end)) {
            (Some((before, _)), Some((_, after))) => format!("{before}{section}{after}"),
            _ if document.is_empty() => format!("{INTRODUCTION}\n{section}"),
            _ => format!("{document}\n{section}"),
        }
    }
}
