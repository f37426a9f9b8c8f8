//! Includes: what `with` adds to an item, each in its own envelope.

use serde_json::{Value, json};

use crate::ids;
use crate::kind::Kind;
use crate::query::Query;
use crate::state::{Store, Task};

/// The item with the includes of the query. Unknown names are ignored.
pub(crate) fn added(store: &Store, kind: Kind, org: &str, mut item: Value, query: &Query) -> Value {
    for name in query.list("with").unwrap_or_default() {
        let included = match kind {
            Kind::Task => of_task(store, org, &item, name),
            Kind::Process => of_run(store, org, &item, name),
            Kind::Template => of_template(store, &item, name),
        };
        let first = name.split('.').next().unwrap_or(name);
        if let Some(included) = included {
            item[first] = json!({ "data": included });
        }
    }
    item
}

fn of_task(store: &Store, org: &str, task: &Value, name: &str) -> Option<Value> {
    let run = || store.find(Kind::Process, org, task["run_id"].as_str()?);
    match name {
        "run" => run().map(|run| store.snapshot(run).to_json()),
        "run.checklist" => run().map(|run| {
            let mut run = store.snapshot(run).to_json();
            run["checklist"] = json!({ "data": checklist(&run) });
            run
        }),
        "step" => task["step_id"]
            .as_str()
            .map(|id| json!({ "id": id, "title": task["title"] })),
        "threads" | "assets" | "form_fields" | "tags" => Some(json!([])),
        _ => None,
    }
}

fn of_run(store: &Store, org: &str, run: &Value, name: &str) -> Option<Value> {
    let tasks = || {
        let of_run = |task: &&Task| task.org == org && task.run_id.as_deref() == run["id"].as_str();
        store.tasks.iter().filter(of_run)
    };
    match name {
        "checklist" => Some(checklist(run)),
        "tasks" => Some(tasks().map(|task| store.snapshot(task).to_json()).collect()),
        "next_task" => {
            let open = tasks().find(|task| task.completed_at.is_none());
            Some(open.map_or(Value::Null, |task| store.snapshot(task).to_json()))
        }
        "tags" | "assets" | "folders" | "stages" | "form_fields" | "ko_form_fields" => Some(json!([])),
        _ => None,
    }
}

fn of_template(store: &Store, template: &Value, name: &str) -> Option<Value> {
    match name {
        "steps" => {
            let count = template["steps_count"].as_u64().unwrap_or_default();
            let step = |number| {
                let id = ids::from_name(&format!("{} {number}", template["id"]));
                let title = format!("Step {number}");
                json!({ "id": id, "title": title, "position": number, "step_type": "task" })
            };
            Some((1..=count).map(step).collect())
        }
        "folder" => {
            let of = store.templates.iter().find(|one| template["id"] == one.id.as_str());
            Some(json!(of.and_then(|one| one.folder.as_ref())))
        }
        "tags" => Some(json!([])),
        _ => None,
    }
}

fn checklist(run: &Value) -> Value {
    json!({ "id": run["checklist_id"], "title": run["checklist_title"] })
}
