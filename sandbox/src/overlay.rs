//! Files of the site that tests replace.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

/// What is served for a path.
#[derive(Clone, Debug)]
pub(crate) enum Replacement {
    /// This media type and content.
    File(String, Bytes),
    /// 404.
    Nothing,
}

/// Replacements for the site's files and policy. They survive a reset.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    replaced: Mutex<Replaced>,
}

#[derive(Debug, Default)]
struct Replaced {
    files: HashMap<String, Replacement>,
    policy: Option<String>,
}

impl Overlay {
    fn replaced(&self) -> MutexGuard<'_, Replaced> {
        self.replaced.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The replacement for this path, if any.
    pub(crate) fn replacement(&self, path: &str) -> Option<Replacement> {
        self.replaced().files.get(path).cloned()
    }

    pub(crate) fn policy(&self) -> Option<String> {
        self.replaced().policy.clone()
    }

    pub(crate) fn put(&self, path: &str, replacement: Replacement) {
        self.replaced().files.insert(path.to_owned(), replacement);
    }

    pub(crate) fn set_policy(&self, policy: Option<String>) {
        self.replaced().policy = policy;
    }

    pub(crate) fn clear(&self) {
        *self.replaced() = Replaced::default();
    }
}
