//! What was entered, and the target that results from it and the page's options.

use super::Options;
use crate::archive::Target;
use crate::reasons;
use crate::tallyfy::{ApiBase, FieldProblem, Link, OrgId, TaskId};
use crate::words::{Word, Words};

/// The fields of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The organization's id.
    OrgId,
    /// The task's id, or a link to it.
    TaskId,
    /// The access token.
    Token,
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 3] = [Self::OrgId, Self::TaskId, Self::Token];

    /// The name of the field in problems.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrgId => "orgId",
            Self::TaskId => "taskId",
            Self::Token => "token",
        }
    }
}

/// The contents of the fields.
#[derive(Clone, Default, PartialEq)]
pub struct Entered {
    /// The organization's id.
    pub org_id: String,
    /// The task's id.
    pub task_id: String,
    /// The access token, until it is used.
    pub token: String,
}

impl Entered {
    /// The text in a field.
    pub fn get(&self, field: Field) -> &str {
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
            Field::TaskId => match Link::parse(&text) {
                Some(Ok(Link::Task(org, task))) if options.org_id.is_none() => {
                    org.as_str().clone_into(&mut self.org_id);
                    task.as_str().clone_into(&mut self.task_id);
                }
                _ => self.task_id = text,
            },
        }
    }

    /// The target, or the errors by field.
    pub(super) fn target(&self, options: &Options, origin: &str) -> Result<Target, Vec<FieldProblem>> {
        let words = &options.words;
        let base = ApiBase::parse(&options.api_base, origin);
        let org = OrgId::parse(options.org_id.as_ref().unwrap_or(&self.org_id));
        let text = options.task_id.as_ref().unwrap_or(&self.task_id);
        let task = task_id(text, org.as_ref().ok(), words);
        match (base, org, task) {
            (Ok(base), Ok(org), Ok(task)) => Ok(Target { base, org, task }),
            (base, org, task) => Err([
                base.err().map(|error| ("apiBase", reasons::of_base(words, &error))),
                org.err()
                    .map(|error| (Field::OrgId.as_str(), reasons::of_id(words, &error, Word::MissingOrgId))),
                task.err().map(|message| (Field::TaskId.as_str(), message)),
            ]
            .into_iter()
            .flatten()
            .map(|(field, message)| FieldProblem {
                field: field.to_owned(),
                message,
            })
            .collect()),
        }
    }
}

/// The task that a text names. A link says as well in which organization it is: in no other one than the task is looked
/// for.
fn task_id(text: &str, org: Option<&OrgId>, words: &Words) -> Result<TaskId, String> {
    match Link::parse(text) {
        None => TaskId::parse(text).map_err(|error| reasons::of_id(words, &error, Word::MissingTaskId)),
        Some(Ok(Link::Task(linked, task))) => match org {
            Some(org) if !linked.as_str().eq_ignore_ascii_case(org.as_str()) => {
                let values = [("linked", linked.as_str()), ("organization", org.as_str())];
                Err(words.fill(Word::LinkToOtherOrg, &values))
            }
            _ => Ok(task),
        },
        Some(Ok(Link::Process(..))) => Err(words.get(Word::LinkToProcess).to_owned()),
        Some(Err(error)) => Err(reasons::of_link(words, &error)),
    }
}
