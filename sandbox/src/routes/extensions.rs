//! What the layers of the API attach to requests and responses for each other.

/// The number in the log of the request that is being answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestNumber(pub(crate) u64);

/// Marks a response that goes out without CORS headers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutCors;

/// Marks a response that a fault was injected into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Injected;
