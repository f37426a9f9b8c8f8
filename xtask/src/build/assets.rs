//! Files that a page or the script fetches: what they are called where they are served, and how a browser knows that
//! nobody changed them.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::step::Log;
use crate::tools::Programs;

/// In JavaScript, because Node.js is there anyway and knows the digests.
const DIGEST: &str = include_str!("digest.mjs");

/// Where the texts of other languages are, one file for each.
const MESSAGES: &str = "messages/";

/// One file.
pub(crate) struct Asset {
    /// Its path below the folder that is served, as the sources call it.
    pub(crate) name: String,
    /// What the browser checks.
    pub(crate) integrity: String,
    hash: String,
}

impl Asset {
    /// Whether its name ends like this.
    pub(crate) fn is(&self, extension: &str) -> bool {
        self.name.ends_with(extension)
    }

    /// The language it has the texts of.
    pub(crate) fn language(&self) -> Option<&str> {
        self.name.strip_prefix(MESSAGES)?.strip_suffix(".json")
    }

    /// The path under which it never changes, so that caches may keep it for ever.
    pub(crate) fn hashed(&self) -> String {
        let (stem, extension) = self.name.rsplit_once('.').unwrap_or((&self.name, ""));
        format!("{stem}-{}.{extension}", self.hash)
    }
}

/// The assets of these names in `folder`.
pub(crate) fn read(programs: &Programs, log: &Log, folder: &Path, names: Vec<String>) -> Result<Vec<Asset>> {
    let printed = log.read(programs.script(DIGEST).args(&names).current_dir(folder))?;
    let digests: Vec<_> = printed.lines().filter_map(|line| line.split_once(' ')).collect();
    ensure!(digests.len() == names.len(), "a file has no digest");
    let assets = names.into_iter().zip(digests).map(|(name, (hash, integrity))| Asset {
        name,
        integrity: integrity.to_owned(),
        hash: hash.to_owned(),
    });
    Ok(assets.collect())
}

/// The module that the script knows as `assets`: where what it fetches is, and what must be in it.
///
/// The addresses are written out, because that is what the bundlers of other people look for; and they are worked out
/// when they are needed, because a server that imports the script may have none.
pub(crate) fn module(assets: &[Asset], called: impl Fn(&Asset) -> String) -> String {
    let entry = |asset: &Asset| {
        let (address, integrity) = (address(&called(asset)), &asset.integrity);
        format!(r#"{{ url: () => {address}, integrity: "{integrity}" }}"#)
    };
    let wasm = assets.iter().filter(|asset| asset.is(".wasm"));
    let wasm = wasm.map(|asset| format!("export const wasm = {};\n", entry(asset)));
    let messages = assets.iter().filter_map(|asset| {
        let language = asset.language()?;
        Some(format!("  \"{language}\": {},\n", entry(asset)))
    });
    let (wasm, messages): (String, String) = (wasm.collect(), messages.collect());
    format!("{wasm}export const messages = {{\n{messages}}};\n")
}

/// What that module says besides where another script comes first.
pub(crate) fn early(script: &Asset) -> String {
    format!("export const early = {};\n", address(&script.hashed()))
}

fn address(name: &str) -> String {
    format!(r#"new URL("./{name}", import.meta.url).href"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Asset {
        pub(crate) fn example(name: &str) -> Self {
            Self {
                name: name.to_owned(),
                integrity: "sha256-AA==".to_owned(),
                hash: "0a1b2c3d".to_owned(),
            }
        }
    }

    #[test]
    fn the_hash_goes_before_the_extension() {
        assert_eq!(Asset::example("page.css").hashed(), "page-0a1b2c3d.css");
        assert_eq!(Asset::example("messages/de.json").hashed(), "messages/de-0a1b2c3d.json");
    }

    #[test]
    fn the_script_is_told_of_the_wasm_and_the_languages_and_of_nothing_else() {
        let assets = ["a.wasm", "messages/pt-BR.json", "page.css"].map(Asset::example);
        assert_eq!(
            module(&assets, Asset::hashed),
            r#"export const wasm = { url: () => new URL("./a-0a1b2c3d.wasm", import.meta.url).href, integrity: "sha256-AA==" };
export const messages = {
  "pt-BR": { url: () => new URL("./messages/pt-BR-0a1b2c3d.json", import.meta.url).href, integrity: "sha256-AA==" },
};
"#
        );
    }
}
