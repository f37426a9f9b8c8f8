//! Whether requests carry the browser's credentials.

/// Whether requests are sent with the browser's credentials (cookies, client certificates), as in `fetch`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    #[default]
    Omit,
    /// To the page's own origin, for a proxy there that authenticates the requests. No token is needed.
    SameOrigin,
    /// Always, for such a proxy on another origin. No token is needed.
    Include,
}

impl Credentials {
    /// All values.
    pub(crate) const ALL: [Self; 3] = [Self::Omit, Self::SameOrigin, Self::Include];

    /// The value of the attribute.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::SameOrigin => "same-origin",
            Self::Include => "include",
        }
    }
}
