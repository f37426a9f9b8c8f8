//! The npm package: what wasm-pack made, plus the element, its types and its description.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::assets::{self, Asset};
use super::script::Bundler;
use super::site;
use crate::fingerprint;
use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// In `static/`, what ships in the package alone.
const SOURCES: &str = "package";

/// Among the sources, the one that is bundled: the element's class.
const CLASS: &str = "element.js";

/// Among the sources, what takes the place of wasm-pack's file of that name,
/// which describes the glue.
const MANIFEST: &str = "package.json";

/// In our manifest, where the crate's version goes.
const NO_VERSION: &str = r#""version": "0.0.0""#;

/// Completes `pkg/`, so that it can be packed as it is. Here files keep their names: bundlers give them new ones.
pub(crate) fn complete(workspace: &Workspace, programs: &Programs, assets: &[Asset], log: &Log) -> Result<()> {
    let pkg = workspace.pkg();
    let fetched = assets::module(assets, |asset| asset.name.clone());
    let bundler = Bundler {
        workspace,
        programs,
        log,
        assets: &fetched,
    };
    let made = fs::read_to_string(pkg.join(MANIFEST)).context("wasm-pack left no package.json")?;
    let sources = workspace.root().join("static").join(SOURCES);
    for source in fingerprint::files_below(&sources)? {
        let name = source.strip_prefix(&sources)?;
        let place = pkg.join(name);
        if name.as_os_str() == CLASS {
            bundler.whole(&source, &place)?;
        } else if name.as_os_str() == MANIFEST {
            fs::write(place, with_version_of(&made, &fs::read_to_string(&source)?)?)?;
        } else {
            site::copy(&source, &place)?;
        }
    }
    for messages in assets.iter().filter(|asset| asset.language().is_some()) {
        let source = workspace.root().join("static").join(&messages.name);
        site::copy(&source, &pkg.join(&messages.name))?;
    }
    Ok(())
}

/// Our manifest with the version of the one that wasm-pack made. As text: the
/// order of what is under `exports` has a meaning.
fn with_version_of(made: &str, ours: &str) -> Result<String> {
    let made: Value = serde_json::from_str(made)?;
    let version = made["version"].as_str().context("wasm-pack named no version")?;
    Ok(ours.replacen(NO_VERSION, &format!(r#""version": "{version}""#), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_the_version_of_the_crate() -> Result<()> {
        let ours = include_str!("../../../static/package/package.json");
        let manifest: Value = serde_json::from_str(&with_version_of(r#"{"version": "1.2.3"}"#, ours)?)?;
        assert_eq!(manifest["version"], "1.2.3");
        assert_eq!(manifest["name"], "tallyfy-archive");
        assert_eq!(manifest.get("scripts"), None, "nothing runs when it is installed");
        Ok(())
    }
}
