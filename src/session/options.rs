//! The options of a widget.

use crate::tallyfy::ApiBase;
use crate::words::Words;

/// Whether the task is reviewed before it is archived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confirm {
    /// One button finds the task, another one archives it.
    #[default]
    Review,
    /// One button does both.
    None,
}

/// Whether requests carry the browser's credentials (cookies, client certificates).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    #[default]
    Omit,
    /// To the page's own origin: for a proxy there that authenticates the requests. No token is asked for.
    SameOrigin,
    /// Always: for such a proxy on another origin. No token is asked for.
    Include,
}

/// The options of a widget, like the element's attributes of the same names.
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
    /// Organization ID. If absent, a field is shown.
    pub org_id: Option<String>,
    /// Task ID. If absent, a field is shown.
    pub task_id: Option<String>,
    /// Base URL of the API.
    pub api_base: String,
    /// Whether the task is reviewed before it is archived.
    pub confirm: Confirm,
    /// Timeout of one request, in milliseconds.
    pub timeout: u32,
    /// Whether requests carry the browser's credentials.
    pub credentials: Credentials,
    /// The texts.
    pub words: Words,
}

impl Options {
    /// Which item they name, and at which API: what else they say changes nothing of what is shown.
    pub(super) fn about(&self) -> [Option<String>; 3] {
        [self.org_id.clone(), self.task_id.clone(), Some(self.api_base.clone())]
    }
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
