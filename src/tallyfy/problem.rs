//! Why something did not work, in a form that programs can tell apart.

use super::json::whole;
use super::{Answer, Content, Head, Json, Kind, Refusal};

/// The most fields of one problem; a refusal has fewer.
const MOST_FIELDS: usize = 100;

/// What is wrong with one field.
///
/// ```
/// use tallyfy_archive::tallyfy::FieldProblem;
///
/// let wrong = FieldProblem { field: "taskId".to_owned(), message: "Enter the task's ID.".to_owned() };
/// assert_eq!(wrong.field, "taskId");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name: ours (`orgId`, `taskId`, `token`, `apiBase`) or the server's.
    pub field: String,
    /// What is wrong, in the server's words, or empty where [`Problem::kind`] says it all.
    pub message: String,
}

/// Why something did not work.
///
/// ```
/// use tallyfy_archive::tallyfy::{Kind, Problem};
///
/// let problem = Problem { status: Some(403), ..Problem::new(Kind::Forbidden) };
/// assert_eq!(problem.message, None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What sort of problem.
    pub kind: Kind,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// What the server said, as text.
    pub message: Option<String>,
    /// The server's name for it.
    pub code: Option<String>,
    /// What is wrong with single fields.
    pub fields: Vec<FieldProblem>,
    /// The id of the request, for support.
    pub request_id: Option<String>,
    /// How many milliseconds the server asked to wait.
    pub retry_after: Option<f64>,
}

impl FieldProblem {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            field: json.get("field")?.string()?,
            message: json.get("message")?.string()?,
        })
    }
}

impl Problem {
    /// A problem without an answer.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{Kind, Problem};
    ///
    /// assert_eq!(Problem::new(Kind::Offline).status, None);
    /// ```
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            status: None,
            message: None,
            code: None,
            fields: Vec::new(),
            request_id: None,
            retry_after: None,
        }
    }

    /// Reads a problem that was written as [`Plain`](super::Plain).
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{Json, Problem};
    ///
    /// fn code(json: &impl Json) -> Option<String> {
    ///     Problem::read(json)?.code
    /// }
    /// ```
    pub fn read<J: Json>(json: &J) -> Option<Self> {
        let string = |key: &str| json.get(key).and_then(|value| value.string());
        let number = |key: &str| json.get(key).and_then(|value| value.number());
        let fields = json.get("fields").and_then(|fields| fields.items(MOST_FIELDS));
        Some(Self {
            kind: Kind::named(&string("kind")?)?,
            status: number("status")
                .and_then(whole)
                .and_then(|status| u16::try_from(status).ok()),
            message: string("message"),
            code: string("code"),
            fields: fields
                .unwrap_or_default()
                .iter()
                .filter_map(FieldProblem::read)
                .collect(),
            request_id: string("request_id"),
            retry_after: number("retry_after"),
        })
    }

    /// A wrong input, field by field.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{Kind, Problem};
    ///
    /// assert_eq!(Problem::bad_input(Vec::new()).kind, Kind::BadInput);
    /// ```
    pub fn bad_input(fields: Vec<FieldProblem>) -> Self {
        Self {
            fields,
            ..Self::new(Kind::BadInput)
        }
    }

    /// What is wrong with the field of this name.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{FieldProblem, Problem};
    ///
    /// let wrong = FieldProblem { field: "token".to_owned(), message: "Enter an access token.".to_owned() };
    /// assert_eq!(Problem::bad_input(vec![wrong]).about("token"), Some("Enter an access token."));
    /// ```
    pub fn about(&self, name: &str) -> Option<&str> {
        let wrong = self.fields.iter().find(|wrong| wrong.field == name);
        wrong.map(|wrong| wrong.message.as_str())
    }

    /// What an answer means that is no success, or not the one hoped for.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::{Answer, Content, Head, Kind, Problem};
    ///
    /// let head = Head { status: 409, ..Head::default() };
    /// let problem = Problem::of_answer(Answer { head, content: Content::Nothing });
    /// assert_eq!(problem.kind, Kind::Conflict);
    /// ```
    pub fn of_answer(answer: Answer) -> Self {
        let Answer { head, content } = answer;
        let refusal = match content {
            Content::Refusal(refusal) => refusal,
            _ => Refusal::default(),
        };
        Self {
            kind: kind_of(&head, &refusal),
            status: Some(head.status),
            message: refusal.message,
            code: refusal.code,
            fields: refusal.fields,
            request_id: head.request_id,
            retry_after: head.retry_after,
        }
    }
}

fn kind_of(head: &Head, refusal: &Refusal) -> Kind {
    // A server that failed half way may quote any text.
    let refused = head.is_success() || (400..500).contains(&head.status);
    if refused && refusal.is_linked_task() {
        Kind::LinkedTask
    } else if head.is_success() {
        Kind::Unreadable
    } else {
        Kind::of_status(head.status)
    }
}
