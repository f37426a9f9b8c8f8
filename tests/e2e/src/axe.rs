//! axe: what on the open page would keep people out.

use std::{env, fs};

use serde_json::{Value, json};

use crate::browser::Browser;

/// Everything axe knows, also what it only looks for when asked, and what it cannot decide. What is scrolled out of a box
/// it takes for covered.
const RUN: &str = r#"
const found = await axe.run(document, { preload: false, elementRef: true, rules: { "target-size": { enabled: true } } });
const checks = ({ any, all, none }) => [...any, ...all, ...none];
const scrolls = (box) => box && ((box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === "auto") || scrolls(box.parentElement));
const isScrolledAway = (node) => checks(node).some(({ data }) => data?.messageKey === "elmPartiallyObscured") && scrolls(node.element);
const tell = ({ id, help, nodes }) => nodes.map((node) => {
  const reasons = checks(node).map(({ message }) => message);
  return `${id}: ${help}; ${node.html.slice(0, 160)}; ${reasons.join(" ")}`;
});
for (const rule of found.incomplete) rule.nodes = rule.nodes.filter((node) => !isScrolledAway(node));
return [...found.violations, ...found.incomplete].flatMap(tell);"#;

impl Browser {
    /// What axe finds, one line for each element; empty if nothing is in anybody's way.
    ///
    /// # Panics
    /// If `TALLYFY_ARCHIVE_AXE` does not name axe's script.
    pub fn axe_violations(&self) -> Vec<String> {
        if self.run("return 'axe' in window", &json!([])) == false {
            let place = env::var_os("TALLYFY_ARCHIVE_AXE");
            let place = place.expect("TALLYFY_ARCHIVE_AXE names axe's script; cargo xtask test e2e sets it");
            // A driver's script is no part of the page, so its policy stays as it is.
            self.run(&fs::read_to_string(place).expect("axe can be read"), &json!([]));
        }
        let found = self.run_async(RUN, &json!([]));
        let texts = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }
}
