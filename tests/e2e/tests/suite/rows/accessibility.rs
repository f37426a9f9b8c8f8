//! A table of many rows, checked with axe.

use e2e::run_test;
use serde_json::json;

use super::geometry::{ROWS, SETTLED, reach};
use super::{Row, open, widget};

#[test]
fn axe_finds_no_violation_in_a_table_of_fifty_rows_in_every_state() {
    run_test(|ctx| {
        // A browser has six connections, so few rows may keep one.
        let (settled, kept) = ROWS.split_at(SETTLED);
        let kinds: Vec<_> = settled.iter().cycle().take(47).chain(kept).collect();
        let rows: Vec<_> = (0..kinds.len())
            .map(|number| Row::new(ctx, format!("row-{number}")))
            .collect();
        open(ctx, &rows);
        for (row, kind) in rows.iter().zip(kinds) {
            reach(ctx, row, *kind);
        }
        let refused = &rows[4];
        let mut all = Vec::new();
        for (scheme, has_popover) in [("light", false), ("dark", false), ("dark", true)] {
            let style = "document.documentElement.style.colorScheme = arguments[0];
                document.body.style.background = 'Canvas'; document.body.style.color = 'CanvasText'";
            ctx.browser.run(style, &json!([scheme]));
            if has_popover {
                widget(ctx, refused).press("Why");
                widget(ctx, refused).wait_for_focus("problem");
            }
            let mut violations = ctx.browser.axe_violations();
            // To axe, a popover is something that covers its own content.
            violations.retain(|violation| !has_popover || !violation.contains("overlapped by another element"));
            all.extend(
                violations
                    .iter()
                    .map(|violation| format!("{scheme}, {has_popover}: {violation}")),
            );
        }
        assert!(all.is_empty(), "{}", all.join("\n"));
    });
}
