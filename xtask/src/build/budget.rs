//! The most that the element may weigh: who embeds it has pages of their own to send.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail, ensure};

use super::site;
use crate::fingerprint;

/// Bytes on the wire, compressed by Brotli 11: the scripts with their styles, and the WebAssembly. Other languages than
/// English come on top for whoever asks for them.
const BUDGET: u64 = 60_000;

/// An error where the element in `dist` weighs more.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let mut weight = 0;
    for file in fingerprint::files_below(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy();
        if is_counted(&name) {
            weight += fs::metadata(&file)?.len();
        }
    }
    ensure!(weight > 0, "{} is not built", dist.display());
    println!("scripts and WebAssembly: {weight} bytes (Brotli 11); the budget is {BUDGET}");
    if weight > BUDGET {
        bail!("the element is {} bytes heavier than it may be", weight - BUDGET);
    }
    Ok(())
}

/// Whether the snippet to embed the element makes a browser fetch it.
fn is_counted(name: &str) -> bool {
    let is_of = |script: &str| name.starts_with(&format!("{}-", script.trim_end_matches(".js")));
    name.ends_with(".wasm.br") || (name.ends_with(".js.br") && site::SCRIPTS.iter().any(|script| is_of(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_wasm_together_have_one_budget() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-budget-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let most = usize::try_from(BUDGET)?;
        assert!(check(&folder).is_err(), "nothing is built");

        let sizes = [
            ("early-0a1b2c3d.js.br", 400),
            ("tallyfy-archive-0a1b2c3d.js.br", 600),
            ("tallyfy-archive.js.br", most),
            ("page-0a1b2c3d.js.br", most),
            ("a.wasm", most),
        ];
        for (name, size) in sizes {
            fs::write(folder.join(name), vec![0; size])?;
        }
        let wasm = folder.join("a.wasm.br");
        fs::write(&wasm, vec![0; most - 1_000])?;
        assert!(check(&folder).is_ok(), "just within it");
        fs::write(&wasm, vec![0; most - 999])?;
        assert!(check(&folder).is_err(), "one byte over");

        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
