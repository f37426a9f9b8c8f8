//! The npm package: what wasm-pack made, plus the element.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::site::{self, SCRIPT, WASM};
use crate::workspace::Workspace;

/// Adds the bundled script, so that importing the package defines the element.
pub(crate) fn complete(workspace: &Workspace) -> Result<()> {
    let pkg = workspace.pkg();
    site::copy(&workspace.dist().join(SCRIPT), &pkg.join(SCRIPT))?;
    let manifest = pkg.join("package.json");
    let text = fs::read_to_string(&manifest).context("wasm-pack left no package.json")?;
    let described = describe(serde_json::from_str(&text)?);
    fs::write(&manifest, format!("{described:#}\n"))?;
    Ok(())
}

/// Points wasm-pack's `package.json` at the element instead of the glue.
fn describe(mut manifest: Value) -> Value {
    manifest["type"] = json!("module");
    manifest["main"] = json!(SCRIPT);
    manifest["exports"] = json!({ ".": format!("./{SCRIPT}"), "./*": "./*" });
    // Importing it registers the element: a bundler must not drop that.
    manifest["sideEffects"] = json!([format!("./{SCRIPT}")]);
    // The glue is inside the script, and its types describe nothing public.
    manifest["files"] = json!([SCRIPT, WASM]);
    if let Some(fields) = manifest.as_object_mut() {
        fields.remove("module");
        fields.remove("types");
    }
    manifest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_is_the_element() {
        let made_by_wasm_pack = json!({
            "name": "tallyfy-archive",
            "version": "0.1.0",
            "files": ["tallyfy_archive_bg.wasm", "tallyfy_archive.js"],
            "main": "tallyfy_archive.js",
            "types": "tallyfy_archive.d.ts",
        });
        let described = describe(made_by_wasm_pack);
        assert_eq!(described["name"], "tallyfy-archive");
        assert_eq!(described["main"], "tallyfy-archive.js");
        assert_eq!(described["exports"]["."], "./tallyfy-archive.js");
        assert_eq!(
            described["files"],
            json!(["tallyfy-archive.js", "tallyfy_archive_bg.wasm"])
        );
        assert_eq!(described.get("types"), None);
    }
}
