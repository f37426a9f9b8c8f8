//! The contents of the fields, and the target that results from them and the options.

use super::Options;
use crate::archive::Target;
use crate::client::read_address;
use crate::tallyfy::{ApiBase, FieldError, Link, OrgId, TaskId, TaskIdError};

/// The fields of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Organization ID.
    OrgId,
    /// Task ID, or a link to the task.
    TaskId,
    /// Access token.
    Token,
}

impl Field {
    /// All fields, in the order of the form.
    pub(crate) const ALL: [Self; 3] = [Self::OrgId, Self::TaskId, Self::Token];

    /// The name of the field in problems.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::OrgId => "orgId",
            Self::TaskId => "taskId",
            Self::Token => "token",
        }
    }
}

/// The contents of the fields.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Entered {
    /// Organization ID.
    pub org_id: String,
    /// Task ID.
    pub task_id: String,
    /// Access token, until it is used.
    pub token: String,
}

impl Entered {
    /// The text in a field.
    pub(crate) fn get(&self, field: Field) -> &str {
        match field {
            Field::OrgId => &self.org_id,
            Field::TaskId => &self.task_id,
            Field::Token => &self.token,
        }
    }

    /// Sets the text of a field. A link to a task fills both ids, unless the page sets the organization.
    pub(super) fn enter(&mut self, field: Field, text: String, options: &Options) {
        match field {
            Field::OrgId => self.org_id = text,
            Field::Token => self.token = text,
            Field::TaskId => match Link::parse(&text, read_address) {
                Some(Ok(Link::Task(org, task))) if options.org_id.is_none() => {
                    org.as_str().clone_into(&mut self.org_id);
                    task.as_str().clone_into(&mut self.task_id);
                }
                _ => self.task_id = text,
            },
        }
    }

    /// The target, or the errors of the fields.
    pub(super) fn target(&self, options: &Options, origin: &str) -> Result<Target, Vec<FieldError>> {
        let base = ApiBase::parse(&options.api_base, origin, read_address);
        let org = OrgId::parse(options.org_id.as_ref().unwrap_or(&self.org_id));
        let task = task_id(options.task_id.as_ref().unwrap_or(&self.task_id), org.as_ref().ok());
        match (base, org, task) {
            (Ok(base), Ok(org), Ok(task)) => Ok(Target { base, org, task }),
            (base, org, task) => {
                let errors = [
                    base.err().map(FieldError::ApiBase),
                    org.err().map(FieldError::OrgId),
                    task.err().map(FieldError::TaskId),
                ];
                Err(errors.into_iter().flatten().collect())
            }
        }
    }
}

/// Parses a task ID or a link, which has to be one to the same organization.
fn task_id(text: &str, org: Option<&OrgId>) -> Result<TaskId, TaskIdError> {
    match Link::parse(text, read_address) {
        None => TaskId::parse(text).map_err(TaskIdError::Id),
        Some(Ok(Link::Task(linked, task))) => match org {
            Some(org) if !linked.as_str().eq_ignore_ascii_case(org.as_str()) => Err(TaskIdError::LinkToOtherOrg {
                linked: linked.as_str().to_owned(),
                organization: org.as_str().to_owned(),
            }),
            _ => Ok(task),
        },
        Some(Ok(Link::Process(..))) => Err(TaskIdError::LinkToProcess),
        Some(Err(error)) => Err(TaskIdError::Link(error)),
    }
}
