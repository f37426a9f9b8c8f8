//! Renders the idle card and row with Yew, for what is painted before the WebAssembly is loaded: `prerender <file>` writes
//!
//! - `card`, `row`: their HTML, with the key of each text in the place of the text, as `⟦key⟧`: no text of the widget has these
//! - `html`: that of the card in English, for the page of its own
//! - `messages`: every English text under its key
//! - `constants`: those of the crate that the scripts use

use std::{env, fs};

use anyhow::{Context, Result};
use serde_json::{Map, json};
use tallyfy_archive::{Confirm, MessageKey, Messages, prerender};

fn main() -> Result<()> {
    let file = env::args_os().nth(1).context("no file to write to")?;
    let render = |messages| pollster::block_on(prerender::card(messages, Confirm::Review));
    let keys = MessageKey::ALL.iter().map(|key| (*key, format!("⟦{}⟧", key.key())));
    let text = |key: &MessageKey| (key.key().to_owned(), key.english().into());
    let prerendered = json!({
        "card": render(Messages::with(keys.clone())),
        "row": pollster::block_on(prerender::row(Messages::with(keys))),
        "html": render(Messages::default()),
        "constants": prerender::constants(serde_json::value::Serializer)?,
        "messages": MessageKey::ALL.iter().map(text).collect::<Map<_, _>>(),
    });
    fs::write(&file, prerendered.to_string()).with_context(|| file.display().to_string())
}
