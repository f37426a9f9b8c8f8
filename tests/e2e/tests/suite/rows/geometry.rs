//! Nothing grows or moves, whatever the state and the language.

use e2e::{Context, State, eventually, run_test};
use sandbox::{Fault, Operation, Reply};
use serde_json::{Value, json};

use super::{Row, line, open, widget};

const LANGUAGES: [&str; 5] = ["en", "de", "es", "fr", "ja"];

/// What a row is brought to, and the state that shows it.
pub(super) const ROWS: [(&str, State); 12] = [
    ("idle", State::Idle),
    ("review", State::Review),
    ("archived", State::Archived),
    ("restored", State::Restored),
    ("refused", State::Refused),
    ("unknown", State::Unknown),
    ("already", State::Archived),
    ("not-found", State::Refused),
    ("not-restored", State::Refused),
    // These keep their connections.
    ("archiving", State::Archiving),
    ("restoring", State::Restoring),
    ("finding", State::Finding),
];

/// How many of them keep no connection.
pub(super) const SETTLED: usize = 9;

/// The boxes of all cells and elements.
const BOXES: &str = "
    return [...document.querySelectorAll('tr, td, tallyfy-archive-task')].map((box) => {
      const { left, top, width, height } = box.getBoundingClientRect();
      return [left, top, width, height].map((number) => Math.round(number * 100) / 100);
    });";

/// The texts that do not fit into their line, and the targets that are too small.
const FAULTS: &str = "
    return [...document.querySelectorAll('tallyfy-archive-task')].flatMap((element) => {
      const line = element.shadowRoot.querySelector('.line');
      const { right, bottom } = line.getBoundingClientRect();
      const cut = [...line.querySelectorAll('.status, bdi')].filter((box) => box.scrollWidth > box.clientWidth + 1 && box.textContent);
      const outside = [...line.children].filter((box) => box.getBoundingClientRect().right > right + 0.5);
      const small = [...line.querySelectorAll('button')].filter((button) => {
        const { width, height } = button.getBoundingClientRect();
        return width < 24 || height < 24;
      });
      return [['cut', cut], ['outside', outside], ['small', small]].flatMap(([fault, boxes]) =>
        boxes.map((box) => `${element.id}: ${fault}: ${box.textContent} ${box.scrollWidth} ${box.clientWidth}`));
    });";

pub(super) fn boxes(ctx: &Context) -> Value {
    ctx.browser.run(BOXES, &json!([]))
}

fn row_heights(ctx: &Context) -> Value {
    let script =
        "return [...new Set([...document.querySelectorAll('tr')].map((row) => row.getBoundingClientRect().height))]";
    ctx.browser.run(script, &json!([]))
}

/// Brings a row to its state.
pub(super) fn reach(ctx: &Context, row: &Row, (name, state): (&str, State)) {
    let (widget, api) = (widget(ctx, row), ctx.api());
    let fault = |operation, fault| api.set_fault(&row.task, operation, fault);
    match name {
        "review" => drop(widget.call("find")),
        "archived" => drop(widget.call("archive")),
        "restored" => {
            widget.call("archive");
            widget.call("restore");
        }
        "refused" => {
            fault(Operation::Archive, Fault::fixture("forbidden-403"));
            widget.call("archive");
        }
        "already" => {
            widget.call("archive");
            widget.call("reset");
            widget.call("find");
        }
        "not-found" => {
            fault(Operation::Get, Fault::fixture("forbidden-403"));
            widget.call("find");
        }
        "not-restored" => {
            fault(Operation::Restore, Fault::fixture("forbidden-403"));
            widget.call("archive");
            widget.call("restore");
        }
        "unknown" => {
            widget.call("find");
            fault(Operation::Archive, Fault::fixture("server-error-500"));
            fault(Operation::Get, Fault::fixture("server-error-500"));
            widget.start_call("archive");
        }
        "finding" => {
            fault(Operation::Get, Fault::reply(Reply::Silence));
            widget.start_call("find");
        }
        "archiving" => {
            widget.call("find");
            fault(Operation::Archive, Fault::reply(Reply::Silence));
            widget.start_call("archive");
        }
        "restoring" => {
            widget.call("archive");
            fault(Operation::Restore, Fault::reply(Reply::Silence));
            widget.start_call("restore");
        }
        _ => {}
    }
    widget.wait_for_state(state);
}

#[test]
fn a_table_neither_grows_nor_moves_in_any_state_and_language() {
    run_test(|ctx| {
        // The connections that are kept must not block others.
        let kinds: Vec<_> = ROWS
            .iter()
            .flat_map(|kind| LANGUAGES.map(|lang| (*kind, lang)))
            .collect();
        let rows = kinds.iter().map(|((name, _), lang)| Row {
            lang,
            ..Row::new(ctx, format!("{lang}-{name}"))
        });
        let rows: Vec<_> = rows.collect();
        open(ctx, &rows);
        let translated = || ["Archivieren", "Archivar", "Archiver", "アーカイブ"].map(String::from);
        let buttons =
            || ["de", "es", "fr", "ja"].map(|lang| ctx.widget(&format!("#{lang}-idle")).names("button").concat());
        eventually(|| (buttons() == translated()).then_some(())).expect("the languages are loaded");
        assert_eq!(row_heights(ctx), json!([33]));
        let before = boxes(ctx);

        for (row, (kind, _)) in rows.iter().zip(&kinds).take(SETTLED * LANGUAGES.len()) {
            reach(ctx, row, *kind);
        }
        assert_fits(ctx, &before);
        // One after the other: a browser has six connections.
        for name in ["archiving", "restoring", "finding"] {
            for (row, (kind, _)) in rows.iter().zip(&kinds).filter(|(_, (kind, _))| kind.0 == name) {
                reach(ctx, row, *kind);
                let shown = || line(&widget(ctx, row));
                eventually(|| (!shown().is_empty()).then_some(())).expect("progress is shown");
            }
            assert_fits(ctx, &before);
            for (row, _) in rows.iter().zip(&kinds).filter(|(_, (kind, _))| kind.0 == name) {
                widget(ctx, row).start_call("cancel");
            }
        }
    });
}

#[track_caller]
fn assert_fits(ctx: &Context, before: &Value) {
    assert_eq!(&boxes(ctx), before, "nothing has moved");
    assert_eq!(ctx.browser.run(FAULTS, &json!([])), json!([]));
}
