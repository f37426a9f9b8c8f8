//! The options of a widget, from the attributes (`element/options.rs`) or properties (`components/archive_task.rs`).

use crate::client::Credentials;
use crate::messages::Messages;
use crate::tallyfy::ApiBase;

/// Whether the task is reviewed before it is archived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confirm {
    /// One button finds the task, another one archives it.
    #[default]
    Review,
    /// One button does both.
    None,
}

impl Confirm {
    /// All values.
    pub(crate) const ALL: [Self; 2] = [Self::Review, Self::None];

    /// The value of the attribute.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::None => "none",
        }
    }
}

/// How the widget is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A card, which grows with its content.
    #[default]
    Card,
    /// One line of a fixed size, for a row of a table; what is longer is in a popover.
    Row,
}

impl Layout {
    /// All values.
    pub(crate) const ALL: [Self; 2] = [Self::Card, Self::Row];

    /// The value of the attribute.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Row => "row",
        }
    }
}

/// The options of a widget, like the element's attributes of the same names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// Organization ID. If absent, a field is shown.
    pub org_id: Option<String>,
    /// Task ID. If absent, a field is shown.
    pub task_id: Option<String>,
    /// Base URL of the API.
    pub api_base: String,
    /// Whether the task is reviewed before it is archived.
    pub confirm: Confirm,
    /// How the widget is laid out.
    pub layout: Layout,
    /// What a row calls the item until its title has been read.
    pub label: Option<String>,
    /// Timeout of one request, in milliseconds.
    pub timeout: u32,
    /// Whether requests carry the browser's credentials.
    pub credentials: Credentials,
    /// The texts.
    pub messages: Messages,
}

impl Options {
    /// The options that determine the target. A change of any other one keeps the current job.
    pub(super) fn target_values(&self) -> [Option<String>; 3] {
        [self.org_id.clone(), self.task_id.clone(), Some(self.api_base.clone())]
    }
}

/// The value of an option. A blank one counts as absent: templates leave attributes and properties empty.
pub(crate) fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// Default timeout in seconds.
pub(crate) const DEFAULT_TIMEOUT: u32 = 30;

/// Maximum timeout in seconds: a day. Timers of more than 24 days fire at once.
const MAX_TIMEOUT: f64 = 86_400.0;

/// Converts a timeout to milliseconds. Without a positive number it is the default, and at most a day.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked first"
)]
pub(crate) fn timeout_ms(seconds: f64) -> u32 {
    if seconds > 0.0 {
        (seconds.min(MAX_TIMEOUT) * 1_000.0).ceil() as u32
    } else {
        Options::default().timeout
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            org_id: None,
            task_id: None,
            api_base: ApiBase::DEFAULT.to_owned(),
            confirm: Confirm::default(),
            layout: Layout::default(),
            label: None,
            timeout: DEFAULT_TIMEOUT * 1_000,
            credentials: Credentials::default(),
            messages: Messages::default(),
        }
    }
}
