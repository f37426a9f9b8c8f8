//! Dates in the reader's time zone.

use e2e::{Context, Page, State, run_test};
use sandbox::{Fault, NewTask, ORG, Operation, TOKEN};
use serde_json::json;

/// Lets the browser format as in another time zone.
const IN_ZONE: &str = r#"
const { DateTimeFormat } = Intl;
Intl.DateTimeFormat = class extends DateTimeFormat {
  constructor(_, options) {
    super("en-US", { timeZone: window.zone, ...options });
  }
};
"#;

/// The shown dates: deadline, creation and archiving.
fn shown(ctx: &Context, zone: &str, dates: [&str; 3]) -> Vec<String> {
    let id = ctx.api().add_task(NewTask::titled("Dated"));
    let [deadline, created_at, archived_at] = dates;
    let task = json!({ "data": {
        "id": id, "title": "Dated", "deadline": deadline, "created_at": created_at, "archived_at": archived_at,
    }});
    ctx.api()
        .set_fault(&id, Operation::Get, Fault::status(200, task.to_string()));
    let body = format!(
        r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{id}"></tallyfy-archive-task>"#
    );
    let script = format!(
        r#"window.zone = {}; {IN_ZONE} await import("/tallyfy-archive.js"); first.token = "{TOKEN}";"#,
        json!(zone)
    );
    let widget = ctx.open(&Page::embedding(body, script));
    assert_eq!(widget.call("find"), State::Archived);
    widget.wait_for_state(State::Archived);
    let script = "return [...first.shadowRoot.querySelectorAll('time')].map(({ textContent }) => textContent.replace(/\\s/g, ' '))";
    let shown = ctx.browser.run(script, &json!([]));
    shown
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect()
}

#[test]
fn a_date_stays_that_date_and_a_time_without_a_zone_is_utc_on_both_sides_of_utc() {
    run_test(|ctx| {
        let dates = ["2026-05-01", "2026-05-01T12:00:00", "2026-05-01T12:00:00+02:00"];
        assert_eq!(
            shown(ctx, "Pacific/Honolulu", dates),
            ["May 1, 2026", "May 1, 2026, 2:00 AM", "May 1, 2026, 12:00 AM"]
        );
        assert_eq!(
            shown(ctx, "Pacific/Kiritimati", dates),
            ["May 1, 2026", "May 2, 2026, 2:00 AM", "May 2, 2026, 12:00 AM"]
        );
    });
}

#[test]
fn the_zone_of_the_browser_does_not_change_what_a_date_without_a_zone_means() {
    run_test(|ctx| {
        for zone in ["Pacific/Honolulu", "Pacific/Kiritimati"] {
            let command = json!({ "cmd": "Emulation.setTimezoneOverride", "params": { "timezoneId": zone } });
            ctx.browser
                .post("goog/cdp/execute", &command)
                .expect("the zone can be set");
            let dates = ["2026-05-01", "2026-05-01 12:00:00", "2026-05-01T12:00"];
            assert_eq!(
                shown(ctx, "Etc/UTC", dates),
                ["May 1, 2026", "May 1, 2026, 12:00 PM", "May 1, 2026, 12:00 PM"],
                "{zone}"
            );
        }
    });
}
