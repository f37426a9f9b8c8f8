//! The state: tasks, processes, templates, armed faults, and requests. In memory only.

mod answer;
mod change;
mod clock;
mod history;
mod insert;
mod item;
mod log;
mod reads;
mod run;
mod store;
mod task;
mod template;

pub use answer::Success;
pub use change::{Change, LateChange};
pub use log::{Area, Ending, Execution, LoggedRequest};
pub use reads::{ArchivedList, Links, NotFound, Reads};
pub use run::{NewRun, ProgressShape, Run, WhenActive};
pub use task::{NewTask, Owners, Task, User};
pub use template::{Folder, NewTemplate, Reference, References, Template, TemplateAnswer, Unrestored};

pub(crate) use answer::{Answer, Outcome};
pub(crate) use item::Item;
pub(crate) use log::Log;
pub(crate) use store::{Snapshot, Store};
pub(crate) use template::{CHECKLIST, CHECKLIST_TITLE};
