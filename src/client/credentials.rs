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
