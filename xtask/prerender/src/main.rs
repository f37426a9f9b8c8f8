//! Makes of the Yew component what is painted before the WebAssembly is there: `prerender <folder>`.
//!
//! - `card.js`: the card as a table of nodes, for the early script. Trusted Types allow it no HTML.
//! - `card.html`: the same with English texts, for the page of its own.
//! - `words.js`: every English text under its key. A bundler keeps those that a script imports.

mod node;

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result};
use tallyfy_archive::{Confirm, Word, Words, prerender};

use node::{Node, marker, quoted};

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).context("no folder to write to")?;
    let folder = PathBuf::from(folder);
    let marked = Word::ALL.iter().map(|word| (*word, marker(word.key())));
    let card = pollster::block_on(prerender::card(Words::with(marked), Confirm::Review));
    let card = Node::parse(&card)?;
    fs::create_dir_all(&folder)?;
    for (name, text) in [
        ("card.js", card_module(&card)?),
        ("card.html", card.to_html(&|key| Ok(english(key)?.to_owned()))?),
        ("words.js", words_module()),
    ] {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

fn english(key: &str) -> Result<&'static str> {
    let mut words = Word::ALL.iter();
    let word = words.find(|word| word.key() == key);
    Ok(word.with_context(|| format!("no text is called {key}"))?.english())
}

fn card_module(card: &Node) -> Result<String> {
    let line = |key| Ok(format!("  {key}: {},\n", quoted(english(key)?)));
    let texts = card.keys().into_iter().map(line).collect::<Result<String>>()?;
    Ok(format!(
        "export const card = {};\n\nexport const texts = {{\n{texts}}};\n",
        card.to_js()
    ))
}

fn words_module() -> String {
    let export = |word: &Word| format!("export const {} = {};\n", word.key(), quoted(word.english()));
    Word::ALL.iter().map(export).collect()
}
