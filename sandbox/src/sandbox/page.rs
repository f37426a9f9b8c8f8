//! The page's files and policy, as tests replace them.

use super::Sandbox;
use crate::overlay::Replacement;

impl Sandbox {
    /// Sends this for `path`, which begins with a slash, in the place of the site's file.
    pub fn put_file(&self, path: &str, media_type: &str, content: impl Into<Vec<u8>>) {
        self.app
            .overlay
            .put(path, Replacement::File(media_type.to_owned(), content.into().into()));
    }

    /// Answers 404 for `path`, which begins with a slash.
    pub fn hide_file(&self, path: &str) {
        self.app.overlay.put(path, Replacement::Nothing);
    }

    /// Sends this content security policy with the page in the place of its own.
    pub fn set_policy(&self, policy: &str) {
        self.app.overlay.set_policy(Some(policy.to_owned()));
    }

    /// Sends the site as it is again.
    pub fn restore_page(&self) {
        self.app.overlay.clear();
    }
}
