//! What can be changed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cors::Cors;
use crate::faults::{self, Armed, Fault, Operation};
use crate::seeds;
use crate::shared::Shared;
use crate::state::{Kind, NewRun, NewTask, NewTemplate, Reads, World};

/// A refusal with its reason.
type Refused = (StatusCode, String);

fn refused(reason: impl Into<String>) -> Refused {
    (StatusCode::UNPROCESSABLE_ENTITY, reason.into())
}

pub(crate) async fn reset(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.reset();
    StatusCode::NO_CONTENT
}

pub(crate) async fn replant(State(shared): State<Arc<Shared>>, Path(name): Path<String>) -> StatusCode {
    if seeds::replant(&mut shared.world(), &name) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}

/// How many items there may be, and how many faults may be armed.
const MOST: usize = 10_000;

/// The id of what was added.
type Added = Result<(StatusCode, Json<Value>), Refused>;

pub(crate) async fn add_task(State(shared): State<Arc<Shared>>, Json(task): Json<NewTask>) -> Added {
    add(&shared, |world| world.add(task))
}

pub(crate) async fn add_run(State(shared): State<Arc<Shared>>, Json(run): Json<NewRun>) -> Added {
    add(&shared, |world| world.add_run(run))
}

pub(crate) async fn add_template(State(shared): State<Arc<Shared>>, Json(template): Json<NewTemplate>) -> Added {
    add(&shared, |world| world.add_template(template))
}

fn add(shared: &Shared, add: impl FnOnce(&mut World) -> String) -> Added {
    let mut world = shared.world();
    if world.size() >= MOST {
        return Err(refused(format!(
            "There are {MOST} items already: no more are possible."
        )));
    }
    let id = add(&mut world);
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

/// Faults to arm: one, several in sequence, or a combination by its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Arming {
    #[serde(alias = "id")]
    task: String,
    /// Only with `*`: the kind it stands for.
    #[serde(default)]
    kind: Kind,
    operation: Operation,
    fault: Option<Fault>,
    faults: Option<Vec<Fault>>,
    combination: Option<String>,
    /// Only with a combination: in the place of its own.
    late_ms: Option<u64>,
    /// Only with a combination: in the place of its own.
    times: Option<u32>,
}

impl Arming {
    /// The faults in the order in which they are injected.
    fn faults(self) -> Result<Vec<Fault>, String> {
        let overridden = self.late_ms.is_some() || self.times.is_some();
        match (self.fault, self.faults, self.combination) {
            (Some(_), None, None) | (None, Some(_), None) if overridden => {
                Err("late_ms and times beside the fault belong to a combination: put them into the fault.".to_owned())
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
            _ => Err("Give one of fault, faults, and combination.".to_owned()),
        }
    }
}

pub(crate) async fn arm(State(shared): State<Arc<Shared>>, Json(arming): Json<Arming>) -> Result<StatusCode, Refused> {
    let (task, kind, operation) = (arming.task.clone(), arming.kind, arming.operation);
    let faults = arming.faults().map_err(refused)?;
    faults.iter().try_for_each(Fault::check).map_err(refused)?;
    let mut world = shared.world();
    if world.faults.armed().len() + faults.len() > MOST {
        return Err(refused(format!("More than {MOST} armed faults are not possible.")));
    }
    for fault in faults {
        let task = task.clone();
        world.faults.arm(Armed {
            task,
            kind,
            operation,
            fault,
        });
    }
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn disarm(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.world().faults.clear();
    StatusCode::NO_CONTENT
}

pub(crate) async fn cancel_late(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.world().cancel_late();
    StatusCode::NO_CONTENT
}

pub(crate) async fn set_cors(State(shared): State<Arc<Shared>>, Json(cors): Json<Cors>) -> StatusCode {
    shared.world().cors = cors;
    StatusCode::NO_CONTENT
}

pub(crate) async fn set_reads(
    State(shared): State<Arc<Shared>>,
    Json(reads): Json<Reads>,
) -> Result<StatusCode, Refused> {
    reads.check().map_err(refused)?;
    shared.world().reads = reads;
    Ok(StatusCode::NO_CONTENT)
}
