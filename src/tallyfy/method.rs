//! HTTP methods.

/// The methods that the widget uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Reads an item or a list.
    Get,
    /// Archives an item: to Tallyfy, a soft delete.
    Delete,
    /// Restores an item.
    Put,
}

impl Method {
    /// The name in requests.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Delete => "DELETE",
            Self::Put => "PUT",
        }
    }
}
