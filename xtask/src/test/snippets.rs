//! Every snippet of the documents is run by a test: it is part of a file that a part of the tests uses, or a command.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use crate::Cli;
use crate::stamp::files_in;
use crate::workspace;

const DOCUMENTS: [&str; 2] = ["README.md", "ARCHITECTURE.md"];

/// The folders with files that tests use as they are.
const TESTED: [&str; 2] = ["examples", "tests/embed"];

/// Commands besides our own. The part `embed` runs the first one with the packed package. The others install nginx on a
/// server of the reader's, with the configuration that the part `deploy` tests.
const COMMANDS: [&str; 6] = [
    "npm install tallyfy-archive",
    "apt-get install nginx libnginx-mod-http-brotli-static ca-certificates",
    "mkdir -p /var/www/tallyfy-archive",
    "cp -r dist/. /var/www/tallyfy-archive/",
    "sed s/archive.example.com/tasks.example.org/g deploy/nginx.conf > /etc/nginx/conf.d/tallyfy-archive.conf",
    "nginx -t && systemctl reload nginx",
];

/// The language of the snippets that the part `deploy` reads from the document and has nginx run.
const READ_BY_A_TEST: &str = "nginx";

/// A fenced block.
struct Snippet<'a> {
    line: usize,
    language: &'a str,
    lines: Vec<&'a str>,
}

#[test]
fn every_snippet_is_tested() -> Result<()> {
    let mut files = Vec::new();
    for folder in TESTED {
        let is_ours = |file: &PathBuf| !file.iter().any(|name| name == "node_modules");
        let ours = files_in(&workspace::root().join(folder))?.into_iter().filter(is_ours);
        files.extend(ours.filter_map(|file| fs::read_to_string(file).ok()));
    }
    for document in DOCUMENTS {
        let text = fs::read_to_string(workspace::root().join(document))?;
        for snippet in snippets(&text) {
            let is_run = snippet.language == READ_BY_A_TEST
                || snippet.is_command()
                || files.iter().any(|file| snippet.is_in(file));
            let Snippet { line, lines, .. } = snippet;
            assert!(is_run, "{document}:{line} is not tested:\n{}", lines.join("\n"));
        }
    }
    Ok(())
}

#[test]
fn a_snippet_matches_at_any_indentation_and_only_completely() {
    let snippet = snippets("```js\nif (a) {\n  b();\n}\n```\n").remove(0);
    for (file, expected) in [
        ("if (a) {\n  b();\n}", true),
        ("before\n    if (a) {\n      b();\n    }\nafter", true),
        ("if (a) {\n  c();\n}", false),
        ("if (a) {\n  b();", false),
        ("  if (a) {\n  b();\n  }", false),
    ] {
        assert_eq!(snippet.is_in(file), expected, "{file}");
    }
    for (text, expected) in [
        ("```sh\ncargo xtask test native   # seconds\n```", true),
        ("```sh\ncargo xtask tests\n```", false),
        ("```sh\nnpm install tallyfy-archive\n```", true),
        ("```sh\n```", false),
        ("```js\ncargo xtask test\n```", false),
    ] {
        assert_eq!(snippets(text)[0].is_command(), expected, "{text}");
    }
}

fn snippets(text: &str) -> Vec<Snippet<'_>> {
    let mut snippets = Vec::new();
    let mut line = 1;
    for (number, block) in text.split("```").enumerate() {
        if number % 2 == 1 {
            let (language, inside) = block.split_once('\n').unwrap_or_default();
            let lines = inside.trim_end().lines().collect::<Vec<_>>();
            let lines = dedented(&lines);
            snippets.push(Snippet { line, language, lines });
        }
        line += block.matches('\n').count();
    }
    snippets
}

/// The lines without the indentation of the first one.
fn dedented<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let indentation = lines.first().map_or(0, |line| line.len() - line.trim_start().len());
    let dedent = |line: &&'a str| line.get(indentation..).unwrap_or_default();
    lines.iter().map(dedent).collect()
}

impl Snippet<'_> {
    fn is_command(&self) -> bool {
        let mut commands = self.lines.iter().filter_map(|line| line.split('#').next());
        self.language == "sh" && !self.lines.is_empty() && commands.all(|command| is_known(command.trim()))
    }

    /// Whether these lines are in a file, one after the other.
    fn is_in(&self, file: &str) -> bool {
        let file: Vec<_> = file.lines().collect();
        let mut places = file.windows(self.lines.len().max(1));
        places.any(|lines| dedented(lines) == self.lines)
    }
}

fn is_known(command: &str) -> bool {
    let is_ours = |arguments: &str| Cli::try_parse_from(format!("xtask{arguments}").split_whitespace()).is_ok();
    COMMANDS.contains(&command) || command.strip_prefix("cargo xtask").is_some_and(is_ours)
}
