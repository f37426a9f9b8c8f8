//! Validation errors as values. They become text when they are rendered, in the current language.

use super::json::integer;
use super::{BaseError, IdError, Json, JsonValue, LinkError, TokenError};

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FieldError {
    /// An error that the server reports for one of its own fields.
    Server {
        /// The server's name for the field.
        field: String,
        /// The server's message.
        message: String,
    },
    /// The base URL of the API.
    ApiBase(BaseError),
    /// The organization ID.
    OrgId(IdError),
    /// The task ID, or a link in its place.
    TaskId(TaskIdError),
    /// The token that was entered or that the page set.
    Token(TokenError),
    /// The page did not provide a token.
    TokenNotGiven,
    /// The page provided a web page in place of a token, most likely one for signing in.
    TokenIsWebPage,
}

/// Why a task ID or link was rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TaskIdError {
    /// It is not an ID.
    Id(IdError),
    /// It is a link, but not to a task.
    Link(LinkError),
    /// It is a link to a process.
    LinkToProcess,
    /// It is a link to a task in another organization.
    LinkToOtherOrg {
        /// The organization in the link.
        linked: String,
        /// The organization that was given.
        organization: String,
    },
}

impl FieldError {
    /// The field's name: `apiBase`, `orgId`, `taskId`, `token`, or the server's name for it.
    pub(crate) fn field(&self) -> &str {
        match self {
            Self::Server { field, .. } => field,
            Self::ApiBase(_) => "apiBase",
            Self::OrgId(_) => "orgId",
            Self::TaskId(_) => "taskId",
            Self::Token(_) | Self::TokenNotGiven | Self::TokenIsWebPage => "token",
        }
    }

    /// Serializes it; [`from_json`](Self::from_json) is the inverse.
    pub(super) fn to_json(&self) -> JsonValue<'_> {
        let mut entries = vec![("field", JsonValue::from(self.field()))];
        let code = match self {
            Self::Server { message, .. } => {
                entries.push(("message", JsonValue::from(message)));
                "server"
            }
            Self::ApiBase(BaseError::NotAUrl) => "not-a-url",
            Self::ApiBase(BaseError::Insecure) => "insecure",
            Self::ApiBase(BaseError::Credentials) => "credentials",
            Self::ApiBase(BaseError::QueryOrFragment) => "query",
            Self::ApiBase(BaseError::NoOrigin) => "no-origin",
            Self::ApiBase(BaseError::Character(character)) => {
                entries.push(("character", code_point(*character)));
                "character"
            }
            Self::OrgId(error) | Self::TaskId(TaskIdError::Id(error)) => write_id_error(error, &mut entries),
            Self::TaskId(TaskIdError::Link(LinkError::ForeignHost)) => "foreign-link",
            Self::TaskId(TaskIdError::Link(LinkError::NoTask)) => "link-without-task",
            Self::TaskId(TaskIdError::Link(LinkError::Id(error))) => {
                entries.push(("is_link", JsonValue::Bool(true)));
                write_id_error(error, &mut entries)
            }
            Self::TaskId(TaskIdError::LinkToProcess) => "link-to-process",
            Self::TaskId(TaskIdError::LinkToOtherOrg { linked, organization }) => {
                entries.push(("linked", JsonValue::from(linked)));
                entries.push(("organization", JsonValue::from(organization)));
                "link-to-other-org"
            }
            Self::Token(TokenError::Empty) => "empty",
            Self::Token(TokenError::Character(character, position)) => {
                entries.push(("character", code_point(*character)));
                entries.push(("count", count(*position)));
                "character"
            }
            Self::TokenNotGiven => "not-given",
            Self::TokenIsWebPage => "web-page",
        };
        entries.push(("code", JsonValue::from(code)));
        JsonValue::Object(entries)
    }

    /// Deserializes what [`to_json`](Self::to_json) wrote.
    pub(super) fn from_json<J: Json>(json: &J) -> Option<Self> {
        let text = |key: &str| json.get(key)?.string();
        let number = |key: &str| integer(json.get(key)?.number()?);
        let character = || char::from_u32(u32::try_from(number("character")?).ok()?);
        let count = || usize::try_from(number("count")?).ok();
        let id_error = |code: &str| match code {
            "empty" => Some(IdError::Empty),
            "too-long" => Some(IdError::TooLong(count()?)),
            "character" => Some(IdError::Character(character()?, count()?)),
            _ => None,
        };
        let (field, code) = (text("field")?, text("code")?);
        Some(match (field.as_str(), code.as_str()) {
            (_, "server") => Self::Server {
                message: text("message")?,
                field,
            },
            ("apiBase", "not-a-url") => Self::ApiBase(BaseError::NotAUrl),
            ("apiBase", "insecure") => Self::ApiBase(BaseError::Insecure),
            ("apiBase", "credentials") => Self::ApiBase(BaseError::Credentials),
            ("apiBase", "query") => Self::ApiBase(BaseError::QueryOrFragment),
            ("apiBase", "no-origin") => Self::ApiBase(BaseError::NoOrigin),
            ("apiBase", "character") => Self::ApiBase(BaseError::Character(character()?)),
            ("orgId", code) => Self::OrgId(id_error(code)?),
            ("taskId", "foreign-link") => Self::TaskId(TaskIdError::Link(LinkError::ForeignHost)),
            ("taskId", "link-without-task") => Self::TaskId(TaskIdError::Link(LinkError::NoTask)),
            ("taskId", "link-to-process") => Self::TaskId(TaskIdError::LinkToProcess),
            ("taskId", "link-to-other-org") => Self::TaskId(TaskIdError::LinkToOtherOrg {
                linked: text("linked")?,
                organization: text("organization")?,
            }),
            ("taskId", code) => {
                let error = id_error(code)?;
                let is_link = json.get("is_link").is_some();
                Self::TaskId(if is_link {
                    TaskIdError::Link(LinkError::Id(error))
                } else {
                    TaskIdError::Id(error)
                })
            }
            ("token", "empty") => Self::Token(TokenError::Empty),
            ("token", "character") => Self::Token(TokenError::Character(character()?, count()?)),
            ("token", "not-given") => Self::TokenNotGiven,
            ("token", "web-page") => Self::TokenIsWebPage,
            _ => return None,
        })
    }
}

fn write_id_error(error: &IdError, entries: &mut Vec<(&'static str, JsonValue<'_>)>) -> &'static str {
    match error {
        IdError::Empty => "empty",
        IdError::TooLong(length) => {
            entries.push(("count", count(*length)));
            "too-long"
        }
        IdError::Character(character, position) => {
            entries.push(("character", code_point(*character)));
            entries.push(("count", count(*position)));
            "character"
        }
    }
}

fn code_point(character: char) -> JsonValue<'static> {
    JsonValue::Number(f64::from(u32::from(character)))
}

#[expect(clippy::cast_precision_loss, reason = "no entered text has 2^53 characters")]
fn count(number: usize) -> JsonValue<'static> {
    JsonValue::Number(number as f64)
}
