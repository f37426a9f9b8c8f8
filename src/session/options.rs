//! What the page decides about a widget.

use crate::tallyfy::ApiBase;
use crate::words::Words;

/// Whether the person sees the task before it is archived.
///
/// ```
/// use tallyfy_archive::Confirm;
///
/// assert_eq!(Confirm::default(), Confirm::Review);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confirm {
    /// One button finds the task, another one archives it.
    #[default]
    Review,
    /// One button does both.
    None,
}

/// Whether the browser's own credentials (cookies, client certificates) go along.
///
/// ```
/// use tallyfy_archive::Credentials;
///
/// assert_eq!(Credentials::default(), Credentials::Omit);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never: the token is what counts.
    #[default]
    Omit,
    /// To the page's own origin, for a proxy there that signs the requests itself. No token is asked for.
    SameOrigin,
    /// Always, for such a proxy elsewhere. No token is asked for.
    Include,
}

/// What the page decides about a widget. See the element's attributes of the same names.
///
/// ```
/// use tallyfy_archive::Confirm;
/// use tallyfy_archive::session::Options;
///
/// let options = Options { confirm: Confirm::None, timeout: 10_000, ..Options::default() };
/// assert_eq!(options.org_id, None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The organization; a field is shown while it is not given.
    pub org_id: Option<String>,
    /// The task; likewise.
    pub task_id: Option<String>,
    /// Where the API is.
    pub api_base: String,
    /// Whether the person sees the task before it is archived.
    pub confirm: Confirm,
    /// How many milliseconds one request may take.
    pub timeout: u32,
    /// Whether the browser's own credentials go along.
    pub credentials: Credentials,
    /// The texts.
    pub words: Words,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            org_id: None,
            task_id: None,
            api_base: ApiBase::DEFAULT.to_owned(),
            confirm: Confirm::default(),
            timeout: 30_000,
            credentials: Credentials::default(),
            words: Words::default(),
        }
    }
}
