//! End-to-end tests that run in Chromium alone: what they are about is not decided by the engine, or something that runs
//! in every engine decides it as well.

use crate::tools::browsers::Engine;

/// The beginning of their names, and why one engine is enough.
const TESTS: [(&str, &str); 7] = [
    (
        "axe::",
        "axe looks at elements, attributes and computed styles, and those are the same everywhere",
    ),
    (
        "built_page::a_click_on_a_case",
        "the list of cases is a script of the sandbox, and no part of the product",
    ),
    (
        "events::",
        "names, order and details of events are made by the machine and serialized by the same code",
    ),
    (
        "guarantees::approval::",
        "who may stop an operation is decided by the machine, whose core tests try every order",
    ),
    (
        "hostile::",
        "the texts are set as text nodes, and the sheet that keeps them in their box is one sheet",
    ),
    (
        "languages::",
        "which text is shown is decided by attributes, and every text is compared natively",
    ),
    ("styling::axe_finds", "as with the other pages"),
];

/// What libtest is told, so that it leaves these out where they need not run.
pub(super) fn arguments(engine: Engine) -> Vec<String> {
    if engine == Engine::Chromium {
        return Vec::new();
    }
    TESTS
        .iter()
        .flat_map(|(name, _)| ["--skip".to_owned(), (*name).to_owned()])
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_of_them_is_there() -> anyhow::Result<()> {
        let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/e2e/tests/suite");
        for (name, _) in TESTS {
            let (module, function) = name.rsplit_once("::").unwrap_or((name, ""));
            let file = suite.join(module.replace("::", "/")).with_extension("rs");
            let text = fs::read_to_string(&file)?;
            assert!(
                text.contains(&format!("fn {function}")),
                "{name} is in {}",
                file.display()
            );
        }
        Ok(())
    }

    #[test]
    fn only_one_engine_runs_them() {
        assert!(arguments(Engine::Chromium).is_empty());
        for engine in [Engine::Firefox, Engine::Webkit] {
            assert_eq!(arguments(engine).len(), 2 * TESTS.len());
        }
    }
}
