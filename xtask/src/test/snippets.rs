//! Every snippet of the documents is one that a test runs: the text of a file which a part of the tests uses, or a
//! command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Parser;

use crate::Cli;
use crate::fingerprint;

const DOCUMENTS: [&str; 2] = ["README.md", "ARCHITECTURE.md"];

/// The folders with files that tests use as they are.
const TESTED: [&str; 2] = ["examples", "tests/embed"];

/// Commands besides our own. The part `embed` runs the first one with the packed package. The others install nginx with
/// the configuration that the part `deploy` tests, on a server of the reader's.
const COMMANDS: [&str; 6] = [
    "npm install tallyfy-archive",
    "apt-get install nginx libnginx-mod-http-brotli-static",
    "mkdir -p /var/www/tallyfy-archive",
    "cp -r dist/. /var/www/tallyfy-archive/",
    "sed s/archive.example.com/tasks.example.org/g deploy/nginx.conf > /etc/nginx/conf.d/tallyfy-archive.conf",
    "nginx -t && systemctl reload nginx",
];

/// A language whose snippets a test takes out of the document itself: the part `deploy` has nginx run them.
const TAKEN: &str = "nginx";

/// A fenced block.
struct Snippet {
    place: String,
    language: String,
    lines: Vec<String>,
}

#[test]
fn every_snippet_is_run_by_a_test() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no parent")?;
    let mut files = Vec::new();
    for file in TESTED.map(|folder| fingerprint::files_below(&root.join(folder))) {
        let read = |path| fs::read_to_string(path).ok();
        let ours = file?
            .into_iter()
            .filter(|path| !path.components().any(|part| part.as_os_str() == "node_modules"));
        files.extend(ours.filter_map(read));
    }
    let mut untested = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(root.join(document)).unwrap_or_default();
        for snippet in snippets(document, &text) {
            let is_run = snippet.is_command() || snippet.language == TAKEN;
            if !is_run && !files.iter().any(|file| snippet.is_in(file)) {
                untested.push(format!("{}\n{}", snippet.place, snippet.lines.join("\n")));
            }
        }
    }
    let told = untested.join("\n\n");
    assert!(
        untested.is_empty(),
        "these are in no file of {TESTED:?} and no known commands:\n{told}"
    );
    Ok(())
}

#[test]
fn a_snippet_is_found_at_any_depth_and_only_whole() {
    let of = |text: &str| snippets("it", text).remove(0);
    let snippet = of("```js\nif (a) {\n  b();\n}\n```\n");
    let cases = [
        ("if (a) {\n  b();\n}", true),
        ("before\n    if (a) {\n      b();\n    }\nafter", true),
        ("if (a) {\n  c();\n}", false),
        ("if (a) {\n  b();", false),
        ("  if (a) {\n  b();\n  }", false),
    ];
    for (file, expected) in cases {
        assert_eq!(snippet.is_in(file), expected, "{file}");
    }
    for (text, expected) in [
        ("```sh\ncargo xtask test native   # seconds\n```", true),
        ("```sh\ncargo xtask tests\n```", false),
        ("```sh\nnpm install tallyfy-archive\n```", true),
        ("```sh\n```", false),
        ("```js\ncargo xtask test\n```", false),
    ] {
        assert_eq!(of(text).is_command(), expected, "{text}");
    }
}

fn snippets(document: &str, text: &str) -> Vec<Snippet> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            let indent = line.len() - line.trim_start().len();
            let inside = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| line.trim() != "```");
            found.push(Snippet {
                place: format!("{document}:{}", number + 1),
                language: language.to_owned(),
                lines: inside
                    .map(|line| line.get(indent..).unwrap_or_default().to_owned())
                    .collect(),
            });
        }
    }
    found
}

impl Snippet {
    fn is_command(&self) -> bool {
        let commands = self
            .lines
            .iter()
            .map(|line| line.split('#').next().unwrap_or_default().trim());
        self.language == "sh" && !self.lines.is_empty() && commands.into_iter().all(is_known)
    }

    /// Whether a file has these lines, one after the other, however deep.
    fn is_in(&self, file: &str) -> bool {
        let file: Vec<&str> = file.lines().collect();
        let same = |window: &[&str]| {
            let indent = window[0].len() - window[0].trim_start().len();
            let equal = |(theirs, ours): (&&str, &String)| theirs.get(indent..).unwrap_or_default() == ours;
            window.iter().zip(&self.lines).all(equal)
        };
        !self.lines.is_empty() && file.windows(self.lines.len()).any(same)
    }
}

fn is_known(command: &str) -> bool {
    let ours = command.strip_prefix("cargo xtask").map(|rest| rest.split_whitespace());
    COMMANDS.contains(&command)
        || ours.is_some_and(|words| Cli::try_parse_from(["xtask"].into_iter().chain(words)).is_ok())
}
