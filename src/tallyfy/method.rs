//! The methods of HTTP.

/// The methods this widget uses.
///
/// ```
/// use tallyfy_archive::tallyfy::Method;
///
/// assert_eq!(Method::Delete.as_str(), "DELETE");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Archives: for Tallyfy a soft delete.
    Delete,
    /// Restores.
    Put,
}

impl Method {
    /// The method's name on the wire.
    ///
    /// ```
    /// assert_eq!(tallyfy_archive::tallyfy::Method::Put.as_str(), "PUT");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Delete => "DELETE",
            Self::Put => "PUT",
        }
    }
}
