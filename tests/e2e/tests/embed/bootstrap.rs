//! Bootstrap, whose rows and cards the element has to fit into.

use e2e::{Context, Page, State};
use sandbox::case;
use serde_json::{Value, json};

use crate::hosts::{BOOTSTRAP, archive_and_restore};

/// The heights of the rows, and whether the row's text has the colour of its cell.
const LOOKS: &str = "
    const heights = [...document.querySelectorAll('tbody > tr')].map((row) => row.getBoundingClientRect().height);
    const element = document.querySelector('td > tallyfy-archive-task');
    const button = element.shadowRoot.querySelector('button:not([data-primary])');
    const colorOf = (box) => getComputedStyle(box).color;
    return [heights, colorOf(button) === colorOf(element.parentElement)];";

fn looks(ctx: &Context) -> Value {
    ctx.browser.run(LOOKS, &json!([]))
}

#[test]
fn a_row_of_a_bootstrap_table_keeps_its_height_and_color_in_both_themes() {
    BOOTSTRAP.run(|ctx| {
        ctx.open(&Page::built());
        let widget = ctx.widget("td > tallyfy-archive-task");
        widget.wait_for_element("button", "Archive");
        widget.set("taskId", &json!(case("plain").task_id));
        let assert_fits = |theme: &str| {
            let set_theme = "document.documentElement.dataset.bsTheme = arguments[0]";
            ctx.browser.run(set_theme, &json!([theme]));
            assert_eq!(looks(ctx), json!([[33, 33], true]), "{theme}, {}", widget.state());
        };
        let steps = [
            ("Archive", State::Review),
            ("Yes", State::Archived),
            ("Undo", State::Restored),
        ];
        for (button, state) in steps {
            assert_fits("light");
            assert_fits("dark");
            widget.press(button);
            widget.wait_for_state(state);
        }
        assert_fits("dark");
    });
}

#[test]
fn a_card_in_a_bootstrap_card_archives_and_restores() {
    BOOTSTRAP.run(|ctx| {
        ctx.open(&Page::built());
        let widget = ctx.widget(".card-body > tallyfy-archive-task");
        archive_and_restore(ctx, &widget);
    });
}
