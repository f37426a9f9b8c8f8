//! Replacing the page's files and policy.

use super::Sandbox;
use crate::overlay::Replacement;

impl Sandbox {
    /// Serves this at `path`, which begins with a slash, instead of the site's file.
    pub fn put_file(&self, path: &str, media_type: &str, content: impl Into<Vec<u8>>) {
        self.app
            .overlay
            .put(path, Replacement::File(media_type.to_owned(), content.into().into()));
    }

    /// Answers 404 for `path`, which begins with a slash.
    pub fn hide_file(&self, path: &str) {
        self.app.overlay.put(path, Replacement::Nothing);
    }

    /// Replaces the page's content security policy.
    pub fn set_policy(&self, policy: &str) {
        self.app.overlay.set_policy(Some(policy.to_owned()));
    }

    /// Undoes all replacements.
    pub fn restore_page(&self) {
        self.app.overlay.clear();
    }
}
