//! The methods of HTTP.

/// The methods this widget uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Reads.
    Get,
    /// Archives: for Tallyfy a soft delete.
    Delete,
    /// Restores.
    Put,
}

impl Method {
    /// The method's name on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Delete => "DELETE",
            Self::Put => "PUT",
        }
    }
}
