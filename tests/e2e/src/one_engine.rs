//! Tests for which one engine is enough.

use std::{env, thread};

use crate::engine::Engine;

/// Their names, or those of their modules, and why one engine is enough.
const TESTS: [(&str, &str); 7] = [
    ("axe", "markup and computed styles are the same everywhere"),
    (
        "built_page::a_click_on_a_case_fills_the_form",
        "it tests a script of the sandbox",
    ),
    ("events", "the machine decides about them, and it is tested natively"),
    ("guarantees::approval", "core tests try every order"),
    ("hostile", "texts become text nodes, under one style sheet"),
    ("languages", "native tests compare every text"),
    (
        "styling::axe_finds_no_violation_on_the_examples_page",
        "as with the other pages",
    ),
];

/// Whether the current test runs in another engine, that of `TALLYFY_ARCHIVE_ONE_ENGINE`. Without it, all tests run.
pub(crate) fn is_for_another() -> bool {
    let Ok(engine) = env::var("TALLYFY_ARCHIVE_ONE_ENGINE") else {
        return false;
    };
    engine != Engine::selected().as_str() && thread::current().name().is_some_and(is_listed)
}

fn is_listed(test: &str) -> bool {
    let module = test.rsplit_once("::").map(|(module, _)| module);
    TESTS.iter().any(|(name, _)| *name == test || Some(*name) == module)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{TESTS, is_listed};

    #[test]
    fn the_list_has_existing_tests_and_modules() {
        let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
        for (name, _) in TESTS {
            let file = |name: &str| suite.join(name.replace("::", "/")).with_extension("rs");
            if file(name).exists() {
                continue;
            }
            let (module, test) = name.rsplit_once("::").expect("a test in a module");
            let source = fs::read_to_string(file(module)).expect(name);
            assert!(source.contains(&format!("#[test]\nfn {test}()")), "{name}");
        }
    }

    #[test]
    fn only_whole_names_match() {
        assert!(is_listed("events::events_carry_kind_ids_and_item"));
        assert!(is_listed("styling::axe_finds_no_violation_on_the_examples_page"));
        for other in ["guarantees::events::a", "styling::other", "axes::a"] {
            assert!(!is_listed(other), "{other}");
        }
    }
}
