//! Shortens the names under which the wasm and its script know each other. wasm-bindgen's are long and end in sixteen
//! random digits each, which no compression helps with.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::site::WASM;
use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// The script that wasm-bindgen writes around the wasm.
const GLUE: &str = "tallyfy_archive.js";

/// What the wasm calls the script, and what it is called by wasm-opt.
const MODULE: [&str; 2] = ["\"./tallyfy_archive_bg.js\": import0", "\"a\": import0"];

/// What the script has for callers of other kinds. It has one caller, who gives it an answer that is on its way.
const FOR_OTHERS: [&str; 3] = [
    " else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }",
    "
    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }
",
    " else {
        const instance = await WebAssembly.instantiate(module, imports);

        if (instance instanceof WebAssembly.Instance) {
            return { instance, module };
        } else {
            return instance;
        }
    }",
];

/// Gives what wasm and script in `pkg/` import from each other names of a letter or two.
pub(super) fn shorten(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<()> {
    let (wasm, glue) = (workspace.pkg().join(WASM), workspace.pkg().join(GLUE));
    let mut wasm_opt = programs.command("wasm-opt");
    // This is the last program that has to be told what the wasm makes use of.
    wasm_opt.args(["--minify-imports-and-exports-and-modules", "--strip-target-features"]);
    wasm_opt.arg(&wasm).arg("-o").arg(&wasm);
    let names = log.read(&mut wasm_opt)?;
    let names = serde_json::from_str(&names).context("wasm-opt did not list the new names")?;
    let text = fs::read_to_string(&glue).context("wasm-pack left no script")?;
    fs::write(&glue, rename(&for_one_caller(&text)?, &names)?)?;
    Ok(())
}

/// The script with the names that wasm-opt lists.
fn rename(glue: &str, names: &Value) -> Result<String> {
    ensure!(glue.contains(MODULE[0]), "the script names no module");
    let mut glue = glue.replace(MODULE[0], MODULE[1]);
    for name in names["imports"].as_array().context("no imports")? {
        let (old, new) = pair(&name[1], &name[2])?;
        let (old, new) = (format!("        {old}: "), format!("        {new}: "));
        ensure!(glue.contains(&old), "the script has no {old}");
        glue = glue.replace(&old, &new);
    }
    let mut exports = names["exports"].as_array().context("no exports")?.clone();
    // One name may begin with another.
    exports.sort_by_key(|name| std::cmp::Reverse(name[0].as_str().map(str::len)));
    for name in &exports {
        let (old, new) = pair(&name[0], &name[1])?;
        glue = glue.replace(&format!("wasm.{old}"), &format!("wasm.{new}"));
    }
    Ok(without_unused(&glue))
}

/// The script for its one caller.
fn for_one_caller(glue: &str) -> Result<String> {
    FOR_OTHERS.iter().try_fold(glue.to_owned(), |glue, part| {
        ensure!(glue.contains(part), "the script has no {part}");
        Ok(glue.replace(part, ""))
    })
}

/// The script without what it would give the wasm, and the wasm does not import any more: what kept its old name.
fn without_unused(glue: &str) -> String {
    let mut unused = false;
    let mut kept = String::new();
    for line in glue.split_inclusive('\n') {
        unused |= line.starts_with("        __wb") && line.contains(": function(");
        if !unused {
            kept.push_str(line);
        }
        unused &= !line.starts_with("        }");
    }
    kept
}

fn pair<'a>(old: &'a Value, new: &'a Value) -> Result<(&'a str, &'a str)> {
    old.as_str().zip(new.as_str()).context("a name is a text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn script_and_wasm_agree_on_the_new_names() {
        let glue = "\"./tallyfy_archive_bg.js\": import0,\n        __wbg_get_01: function(arg0) {\n\
                    wasm.run(wasm.run_on, wasm.memory.buffer)";
        let names = json!({
            "imports": [["./tallyfy_archive_bg.js", "__wbg_get_01", "b"]],
            "exports": [["run", "c"], ["run_on", "d"], ["memory", "e"]],
        });
        assert_eq!(
            rename(glue, &names).unwrap(),
            "\"a\": import0,\n        b: function(arg0) {\nwasm.c(wasm.d, wasm.e.buffer)"
        );
    }

    #[test]
    fn what_the_wasm_does_not_import_is_not_given_to_it() {
        let entry =
            |name| format!("        {name}: function() {{\n            if (wasm) {{\n            }}\n        }},\n");
        let failing = "        __wbg_b_02: function() { return handleError(function () {\n        }, arguments); },\n";
        let glue = [
            "before\n",
            &entry("a"),
            &entry("__wbg_a_01"),
            failing,
            &entry("b"),
            "after\n",
        ]
        .concat();
        let kept = ["before\n", &entry("a"), &entry("b"), "after\n"].concat();
        assert_eq!(without_unused(&glue), kept);
    }

    #[test]
    fn a_script_that_is_for_others_in_another_way_has_to_be_looked_at() {
        let script = format!("one{}two", FOR_OTHERS.concat());
        assert_eq!(for_one_caller(&script).unwrap(), "onetwo");
        assert!(for_one_caller("onetwo").is_err());
    }

    #[test]
    fn a_name_that_the_script_does_not_know_is_no_success() {
        let names = json!({ "imports": [["x", "__wbg_set_02", "b"]], "exports": [] });
        assert!(rename("\"./tallyfy_archive_bg.js\": import0", &names).is_err());
    }
}
