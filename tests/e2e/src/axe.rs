//! Accessibility checks with axe.

use std::{env, fs};

use serde_json::{Value, json};

use crate::browser::Browser;

/// All rules of axe, including opt-in and incomplete ones. Content that is scrolled out of view is a false positive.
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
    /// The violations that axe finds, one line for each element.
    ///
    /// # Panics
    /// If `TALLYFY_ARCHIVE_AXE` does not name axe's script.
    pub fn axe_violations(&self) -> Vec<String> {
        if self.run("return 'axe' in window", &json!([])) == false {
            let place = env::var_os("TALLYFY_ARCHIVE_AXE");
            let place = place.expect("TALLYFY_ARCHIVE_AXE names axe's script; cargo xtask test chromium sets it");
            // The page's policy does not apply to scripts of the driver.
            self.run(&fs::read_to_string(place).expect("axe can be read"), &json!([]));
        }
        let found = self.run_async(RUN, &json!([]));
        let texts = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }
}
