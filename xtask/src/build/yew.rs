//! Yew, as the element is compiled with it.
//!
//! What compilers cannot know goes out of its source: a copy of what the lock file names is edited and takes the place of
//! the original. Yew applications, and this crate in them, have Yew as it is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::fingerprint;
use crate::step::Log;
use crate::tools::Compiler;
use crate::workspace::Workspace;

/// Lists that can do what Yew has maps for. A card gives it a handful of entries each, for which the standard library's
/// tree and its hashing are 5,900 bytes of what every page downloads.
const SMALL: &str = include_str!("yew/small.rs");

/// One place in Yew's source.
struct Edit {
    file: &'static str,
    /// What is there, once.
    from: &'static str,
    to: &'static str,
}

const fn edit(file: &'static str, from: &'static str, to: &'static str) -> Edit {
    Edit { file, from, to }
}

const EDITS: [Edit; 17] = [
    edit("src/lib.rs", "\nmod sealed;\n", "\nmod sealed;\nmod small;\n"),
    edit(
        "src/scheduler.rs",
        "use std::collections::BTreeMap;",
        "use crate::small::BTreeMap;",
    ),
    edit("src/dom_bundle/blist.rs", HASH_SET, SMALL_SET),
    edit("src/dom_bundle/subtree_root.rs", HASH_SET, SMALL_SET),
    edit("src/dom_bundle/btag/attributes.rs", HASH_MAP, SMALL_MAP),
    edit("src/dom_bundle/btag/listeners.rs", HASH_MAP, SMALL_MAP),
    edit("src/dom_bundle/btag/mod.rs", HASH_MAP, SMALL_MAP),
    // The card listens by itself, see `src/components/listener.rs`: 300 bytes, in three places.
    edit(
        "src/dom_bundle/btag/mod.rs",
        "\n        let listeners = listeners.apply(root, &el);",
        "\n        let listeners = ListenerRegistration::NoReg;",
    ),
    edit(
        "src/dom_bundle/btag/mod.rs",
        "self.listeners.apply_diff(root, el, &mut tag.listeners);",
        "",
    ),
    edit("src/dom_bundle/btag/mod.rs", "self.listeners.unregister(root);", ""),
    // Each of the card's nodes has one owner, so none is ever copied: 800 bytes.
    edit(
        "src/utils/mod.rs",
        ".unwrap_or_else(|rc| (*rc).clone())",
        ".unwrap_or_else(|_| unreachable!())",
    ),
    // A card is drawn within a frame or two. A pause in the middle would put off what a click waits for, and costs a
    // closure and a timer.
    edit("src/scheduler.rs", "if js_sys::Date::now() >= deadline {", "if false {"),
    edit(
        "src/scheduler.rs",
        "js_sys::Date::now() + YIELD_DEADLINE_MS",
        "YIELD_DEADLINE_MS",
    ),
    // Where the page has meddled with the card's nodes the widget breaks, and says so. It does not print the nodes: in
    // one of them may be a token. 140 bytes.
    edit(
        "src/dom_bundle/position.rs",
        "gloo::console::error!(msg, err, parent, next_sibling, node);",
        "let _ = err;",
    ),
    // Nothing in the card is of another namespace than HTML's: 500 bytes, in three places.
    edit(
        "src/dom_bundle/btag/mod.rs",
        "= self\n            .attributes\n            .iter()",
        "= std::iter::empty::<(&str, &str)>()",
    ),
    edit(
        "src/dom_bundle/btag/mod.rs",
        "tag == \"svg\" || parent.namespace_uri()",
        "None::<String>",
    ),
    edit(
        "src/dom_bundle/btag/mod.rs",
        "tag == \"math\"\n            || parent\n                .namespace_uri()\n",
        "None::<String>",
    ),
];

const HASH_SET: &str = "use std::collections::HashSet;";
const SMALL_SET: &str = "use crate::small::HashSet;";
const HASH_MAP: &str = "use std::collections::HashMap;";
const SMALL_MAP: &str = "use crate::small::HashMap;";

/// Yew's edited source, made if it is not there yet, and what cargo is told to have it compiled in the place of the
/// original.
pub(super) fn argument(workspace: &Workspace, compiler: &Compiler, log: &Log) -> Result<[String; 2]> {
    let copy = workspace.notes().join("yew");
    let original = original(workspace, compiler, log)?;
    let stamp = workspace.notes().join("yew-edited");
    // Cargo compiles again what was written again.
    let this = workspace.root().join("xtask/src/build");
    let source = fingerprint::of(&[original.clone(), this.join("yew.rs"), this.join("yew")])?;
    let is_there = copy.exists() && fs::read_to_string(&stamp).is_ok_and(|made| made == source);
    if !is_there {
        make(&original, &copy)?;
        fs::write(&stamp, source)?;
    }
    // TOML writes texts as JSON does.
    let path = Value::from(copy.to_str().context("a path that is no UTF-8")?);
    Ok(["--config".to_owned(), format!("paths=[{path}]")])
}

/// Where cargo has the Yew that the lock file names.
fn original(workspace: &Workspace, compiler: &Compiler, log: &Log) -> Result<PathBuf> {
    let mut cargo = compiler.cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let text = log.read(cargo.current_dir(workspace.root()))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo's metadata")?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let yew = packages.iter().find(|package| package["name"] == "yew");
    let manifest = yew.and_then(|yew| yew["manifest_path"].as_str()).context("no Yew")?;
    let folder = Path::new(manifest).parent().context("a file has a folder")?;
    Ok(folder.to_owned())
}

fn make(original: &Path, copy: &Path) -> Result<()> {
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    super::copy_folder(original, copy)?;
    fs::write(copy.join("src/small.rs"), SMALL)?;
    for Edit { file, from, to } in EDITS {
        let path = copy.join(file);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let places = text.matches(from).count();
        ensure!(
            places == 1,
            "Yew has changed: {from:?} is {places} times in its {file}, see EDITS in xtask/src/build/yew.rs"
        );
        fs::write(&path, text.replace(from, to))?;
    }
    Ok(())
}

#[cfg(test)]
mod small;

#[cfg(test)]
mod tests {
    use std::collections;

    use super::small::{BTreeMap, HashMap, HashSet};

    /// Every sequence of `length` numbers below `below`.
    fn sequences(length: u32, below: usize) -> impl Iterator<Item = Vec<usize>> {
        (0..below.pow(length)).map(move |number| (0..length).map(|place| number / below.pow(place) % below).collect())
    }

    fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
        let mut items: Vec<T> = items.collect();
        items.sort_unstable();
        items
    }

    #[test]
    fn a_map_does_as_the_standard_librarys() {
        for steps in sequences(5, 9) {
            let (mut ours, mut theirs) = (HashMap::default(), collections::HashMap::new());
            for (value, step) in steps.into_iter().enumerate() {
                let key = step % 3;
                match step / 3 {
                    0 => assert_eq!(ours.insert(key, value), theirs.insert(key, value)),
                    1 => assert_eq!(ours.remove(&key), theirs.remove(&key)),
                    _ => {
                        *ours.entry(key).or_default() += 1;
                        *theirs.entry(key).or_default() += 1;
                    }
                }
                assert_eq!(ours.get(&key), theirs.get(&key));
                assert_eq!(ours.get_mut(&key), theirs.get_mut(&key));
                assert_eq!(ours.contains_key(&key), theirs.contains_key(&key));
                assert_eq!(sorted(ours.iter()), sorted(theirs.iter()));
                assert_eq!(sorted(ours.values_mut()), sorted(theirs.values_mut()));
            }
        }
        let twice: HashMap<_, _> = [(1, 'a'), (1, 'b')].into_iter().collect();
        assert_eq!(sorted(twice.iter()), [(&1, &'b')]);
        assert!(HashMap::<u8, u8>::with_capacity(9).iter().next().is_none());
    }

    #[test]
    fn a_set_does_as_the_standard_librarys() {
        for steps in sequences(5, 12) {
            let (mut ours, mut theirs) = (HashSet::new(), collections::HashSet::new());
            for step in steps {
                let item = step % 3;
                match step / 3 {
                    0 => assert_eq!(ours.insert(item), theirs.insert(item)),
                    1 => assert_eq!(ours.replace(item), theirs.replace(item)),
                    2 => assert_eq!(ours.remove(&item), theirs.remove(&item)),
                    _ => {
                        ours.retain(|kept| *kept != item);
                        theirs.retain(|kept| *kept != item);
                    }
                }
                assert_eq!(sorted(ours.iter()), sorted(theirs.iter()));
            }
            assert_eq!(ours.take(&1), theirs.take(&1));
            assert_eq!(sorted(ours.drain()), sorted(theirs.drain()));
            assert_eq!(ours.iter().next(), None);
        }
        assert!(HashSet::<u8>::with_capacity(9).iter().next().is_none());
    }

    #[test]
    fn an_ordered_map_does_as_the_standard_librarys() {
        for steps in sequences(5, 8) {
            let (mut ours, mut theirs) = (BTreeMap::default(), collections::BTreeMap::new());
            for (value, step) in steps.into_iter().enumerate() {
                if step < 6 {
                    assert_eq!(ours.insert(step, value), theirs.insert(step, value));
                } else {
                    assert_eq!(ours.pop_first(), theirs.pop_first());
                }
                assert_eq!(ours.is_empty(), theirs.is_empty());
            }
            assert!(ours.into_values().rev().eq(theirs.into_values().rev()));
        }
    }
}
