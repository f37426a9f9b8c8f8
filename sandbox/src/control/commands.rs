//! Control routes that change the state.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app_state::AppState;
use crate::cors::Cors;
use crate::faults::{self, Armed, Fault, Operation};
use crate::kind::Kind;
use crate::seeds;
use crate::state::{NewRun, NewTask, NewTemplate, Reads, Store};

/// 422 with the reason.
type Rejection = (StatusCode, String);

fn unprocessable(reason: impl Into<String>) -> Rejection {
    (StatusCode::UNPROCESSABLE_ENTITY, reason.into())
}

pub(crate) async fn reset(State(app): State<Arc<AppState>>) -> StatusCode {
    app.reset();
    StatusCode::NO_CONTENT
}

pub(crate) async fn reset_case(State(app): State<Arc<AppState>>, Path(name): Path<String>) -> StatusCode {
    if seeds::reset_case(&mut app.store(), &name) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}

/// The most items, and the most armed faults.
const MAX_ENTRIES: usize = 10_000;

/// The ID of what was added.
type Added = Result<(StatusCode, Json<Value>), Rejection>;

pub(crate) async fn add_task(State(app): State<Arc<AppState>>, Json(task): Json<NewTask>) -> Added {
    add(&app, |store| store.add(task))
}

pub(crate) async fn add_run(State(app): State<Arc<AppState>>, Json(run): Json<NewRun>) -> Added {
    add(&app, |store| store.add_run(run))
}

pub(crate) async fn add_template(State(app): State<Arc<AppState>>, Json(template): Json<NewTemplate>) -> Added {
    add(&app, |store| store.add_template(template))
}

fn add(app: &AppState, add: impl FnOnce(&mut Store) -> String) -> Added {
    let mut store = app.store();
    if store.size() >= MAX_ENTRIES {
        return Err(unprocessable(format!("At most {MAX_ENTRIES} items are possible.")));
    }
    let id = add(&mut store);
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

/// Faults to arm: one, several in sequence, or a combination by its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArmRequest {
    #[serde(alias = "id")]
    task: String,
    /// Only with `*`: the kind it stands for.
    #[serde(default)]
    kind: Kind,
    operation: Operation,
    fault: Option<Fault>,
    faults: Option<Vec<Fault>>,
    combination: Option<String>,
    /// Only with a combination: overrides its own.
    late_ms: Option<u64>,
    /// Only with a combination: overrides its own.
    times: Option<u32>,
}

impl ArmRequest {
    /// The faults in the order in which they are injected.
    fn faults(self) -> Result<Vec<Fault>, String> {
        let overridden = self.late_ms.is_some() || self.times.is_some();
        match (self.fault, self.faults, self.combination) {
            (Some(_), None, None) | (None, Some(_), None) if overridden => {
                Err("late_ms and times belong to a combination. For a fault, set them in the fault.".to_owned())
            }
            (Some(fault), None, None) => Ok(vec![fault]),
            (None, Some(faults), None) => Ok(faults::in_sequence(faults)),
            (None, None, Some(name)) => {
                let mut faults = faults::find_combination(&name)?.faults;
                for fault in &mut faults {
                    fault.late_ms = self.late_ms.unwrap_or(fault.late_ms);
                    fault.times = self.times.or(fault.times);
                }
                Ok(faults)
            }
            _ => Err("Set exactly one of fault, faults and combination.".to_owned()),
        }
    }
}

pub(crate) async fn arm(
    State(app): State<Arc<AppState>>,
    Json(request): Json<ArmRequest>,
) -> Result<StatusCode, Rejection> {
    let (task, kind, operation) = (request.task.clone(), request.kind, request.operation);
    let faults = request.faults().map_err(unprocessable)?;
    faults.iter().try_for_each(Fault::check).map_err(unprocessable)?;
    let mut store = app.store();
    if store.faults.armed().len() + faults.len() > MAX_ENTRIES {
        return Err(unprocessable(format!(
            "At most {MAX_ENTRIES} armed faults are possible."
        )));
    }
    for fault in faults {
        let task = task.clone();
        store.faults.arm(Armed {
            task,
            kind,
            operation,
            fault,
        });
    }
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn disarm(State(app): State<Arc<AppState>>) -> StatusCode {
    app.store().faults.clear();
    StatusCode::NO_CONTENT
}

pub(crate) async fn cancel_late(State(app): State<Arc<AppState>>) -> StatusCode {
    app.store().cancel_late();
    StatusCode::NO_CONTENT
}

pub(crate) async fn set_cors(State(app): State<Arc<AppState>>, Json(cors): Json<Cors>) -> StatusCode {
    app.store().cors = cors;
    StatusCode::NO_CONTENT
}

pub(crate) async fn set_reads(
    State(app): State<Arc<AppState>>,
    Json(reads): Json<Reads>,
) -> Result<StatusCode, Rejection> {
    reads.check().map_err(unprocessable)?;
    app.store().reads = reads;
    Ok(StatusCode::NO_CONTENT)
}
