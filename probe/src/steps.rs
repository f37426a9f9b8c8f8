//! The calls, in their order.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use serde_json::Value;
use tokio::signal::ctrl_c;
use tokio::time::sleep;

use crate::Options;
use crate::answer::Answer;
use crate::report::Report;
use crate::service::Service;

/// Limit for the pages of the archived list.
const MAX_PAGES: u64 = 10;

/// Archives and restores the task, and returns what was answered. `confirm` gets the title, and decides whether to archive.
///
/// Ctrl-C ends the reads in between, and the task is restored.
///
/// # Errors
/// If nothing was changed: the task cannot be read or must not be archived, or was not confirmed.
pub async fn probe(options: &Options, confirm: impl FnOnce(&str) -> bool) -> Result<Report> {
    let service = Service::new(options)?;
    let mut report = Report::new(options);
    report.add("preflight (OPTIONS)", service.preflight().await);
    let before = service.read().await;
    let title = title_of_active(&before)?;
    report.add("read it (GET)", before);
    ensure!(confirm(&title), "Nothing was changed.");

    // Before the DELETE: from here on, the task has to be restored.
    let interrupted = tokio::spawn(ctrl_c());
    let archived = service.archive().await;
    let is_refused = archived.is_client_error();
    report.add("archive it (DELETE)", archived);
    let pause = Duration::from_secs(options.pause);
    let is_active = tokio::select! {
        is_active = read_archived(&service, &mut report, options, pause) => is_active,
        _ = interrupted => {
            eprintln!("Interrupted: restoring the task");
            false
        }
    };
    // After any other answer, the read may be of a lagging replica, or the DELETE may be executed late.
    if is_refused && is_active {
        report.note("The DELETE was refused and the task is still active, so it was not restored.");
        return Ok(report);
    }
    report.add("restore it (PUT …/restore)", service.restore().await);
    sleep(pause).await;
    let after = service.read().await;
    if !is_active_item(&after) {
        report.warn(
            "The task could not be seen to be active again. Look for it in Tallyfy's archive, and restore it there.",
        );
    }
    report.add("read it after restoring (GET)", after);
    Ok(report)
}

/// The title of a task that may be archived.
fn title_of_active(answer: &Answer) -> Result<String> {
    let Some(task) = answer.item() else {
        bail!(
            "The task cannot be read, so nothing was changed: {}, {}",
            answer.status_text(),
            answer.body_text()
        );
    };
    ensure!(
        is_empty(&task, "run_id"),
        "The task belongs to a process, so it cannot be archived. Nothing was changed."
    );
    ensure!(
        is_active_item(answer),
        "The task is archived already. Nothing was changed."
    );
    Ok(task["title"].as_str().unwrap_or("without a title").to_owned())
}

fn is_active_item(answer: &Answer) -> bool {
    answer
        .item()
        .is_some_and(|task| is_empty(&task, "archived_at") && is_empty(&task, "deleted_at"))
}

fn is_empty(task: &Value, key: &str) -> bool {
    task.get(key).is_none_or(Value::is_null)
}

/// Reads the task and the archived list. Returns whether the task is still active.
async fn read_archived(service: &Service<'_>, report: &mut Report, options: &Options, pause: Duration) -> bool {
    sleep(pause).await;
    let read = service.read().await;
    let is_active = is_active_item(&read);
    report.add("read it while it is archived (GET)", read);
    for page in 1..=MAX_PAGES {
        let list = service.archived(page).await;
        let rows = list.json().and_then(|json| Some(json.get("data")?.as_array()?.clone()));
        let pages = list
            .json()
            .and_then(|json| json["meta"]["pagination"]["total_pages"].as_u64());
        let is_it = |row: &Value| {
            row["id"]
                .as_str()
                .is_some_and(|id| id.eq_ignore_ascii_case(&options.task))
        };
        let is_listed = rows.as_ref().is_some_and(|rows| rows.iter().any(is_it));
        report.add(&format!("archived list, page {page} (GET)"), list);
        if is_listed {
            report.listed_on(page);
            break;
        }
        if rows.is_none() || pages.is_none_or(|pages| page >= pages) {
            break;
        }
    }
    is_active
}
