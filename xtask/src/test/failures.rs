//! What failed in a part, for the end of a run: often only the end of a CI log is kept.

use crate::step::last_lines;

/// How many lines are shown of one part.
const LINES: usize = 60;

/// The failed tests that libtest names in `log`, each with its panic message and as much of what follows as there is
/// room for. Other programs explain a failure at the end of what they print.
pub(super) fn excerpt(log: &str) -> Vec<&str> {
    let tests = failed_tests(log);
    if tests.is_empty() {
        return last_lines(log);
    }
    let share = (LINES / tests.len()).max(2);
    let shown = tests.into_iter().flat_map(|lines| shortened(lines, share));
    shown.take(LINES).collect()
}

/// Each failed test: the line with its name, then what it printed.
fn failed_tests(log: &str) -> Vec<Vec<&str>> {
    let mut tests: Vec<Vec<&str>> = Vec::new();
    let mut is_inside = false;
    for line in log.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with("---- ") && line.ends_with(" ----") {
            tests.push(vec![line]);
            is_inside = true;
        } else if line == "failures:" {
            // The first one precedes these sections, the second one the list of names after them.
            is_inside = false;
        } else if is_inside && let Some(test) = tests.last_mut() {
            test.push(line);
        }
    }
    tests
}

/// The name, and `share - 1` lines from the panic message on. A test that returns an error prints that last.
fn shortened(mut lines: Vec<&str>, share: usize) -> Vec<&str> {
    let panic = lines.iter().position(|line| line.contains("panicked at"));
    let from = panic.unwrap_or_else(|| (lines.len() + 1).saturating_sub(share).max(1));
    lines.drain(1..from);
    lines.truncate(share);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "
running 2 tests
test life::it_leaves ... FAILED
test page::it_has_a_title ... FAILED

failures:

---- life::it_leaves stdout ----
opening the page

thread 'life::it_leaves' (4711) panicked at tests/e2e/tests/suite/life.rs:12:5:
assertion `left == right` failed: gone
  left: 1
 right: 2
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
--- life::it_leaves, in chromium

---- page::it_has_a_title stdout ----
Error: no title


failures:
    life::it_leaves
    page::it_has_a_title

test result: FAILED. 0 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.02s

error: test failed, to rerun pass `-p e2e --test suite`
";

    #[test]
    fn each_failed_test_is_listed_with_its_panic_message() {
        assert_eq!(
            excerpt(LOG),
            [
                "---- life::it_leaves stdout ----",
                "thread 'life::it_leaves' (4711) panicked at tests/e2e/tests/suite/life.rs:12:5:",
                "assertion `left == right` failed: gone",
                "  left: 1",
                " right: 2",
                "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
                "--- life::it_leaves, in chromium",
                "---- page::it_has_a_title stdout ----",
                "Error: no title",
            ]
        );
    }

    #[test]
    fn many_failed_tests_share_the_excerpt() {
        let output = "more\n".repeat(100);
        let section = |number| format!("---- test_{number} stdout ----\npanicked at here\n{output}");
        let log: String = (0..20).map(section).collect();
        let shown = excerpt(&log);
        assert_eq!(shown.len(), LINES);
        assert!(shown.contains(&"---- test_19 stdout ----"), "{shown:?}");
    }

    #[test]
    fn the_end_of_a_log_without_failed_tests_is_shown() {
        let log: Vec<_> = (1..=100).map(|number| format!("line {number}")).collect();
        let log = log.join("\n");
        let shown = excerpt(&log);
        assert_eq!((shown.len(), shown[0], shown[29]), (30, "line 71", "line 100"));
        assert!(excerpt("").is_empty());
    }
}
