//! What tests put in the place of the site's files.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

/// What is sent for a path.
#[derive(Clone, Debug)]
pub(crate) enum Replacement {
    /// This media type and content.
    File(String, Bytes),
    /// 404.
    Nothing,
}

/// Files and a policy in the place of the site's own. It outlives a reset.
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

    /// What to send for this path in the place of the site's file, if anything.
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

impl crate::Running {
    /// Sends this for `path`, which begins with a slash, in the place of the site's file.
    pub fn put_file(&self, path: &str, media_type: &str, content: impl Into<Vec<u8>>) {
        self.shared
            .overlay
            .put(path, Replacement::File(media_type.to_owned(), content.into().into()));
    }

    /// Answers 404 for `path`, which begins with a slash.
    pub fn hide_file(&self, path: &str) {
        self.shared.overlay.put(path, Replacement::Nothing);
    }

    /// Sends this content security policy with the page in the place of its own.
    pub fn set_policy(&self, policy: &str) {
        self.shared.overlay.set_policy(Some(policy.to_owned()));
    }

    /// Sends the site as it is again.
    pub fn restore_page(&self) {
        self.shared.overlay.clear();
    }
}
