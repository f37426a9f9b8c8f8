//! Emulated user preferences, and screenshots. Only Chromium can emulate all of them.

use std::path::Path;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::engine::Engine;

/// An appearance of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appearance {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// A right-to-left page.
    RightToLeft,
    /// Forced colours.
    ForcedColors,
}

impl Appearance {
    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::RightToLeft => "right-to-left",
            Self::ForcedColors => "forced-colors",
        }
    }
}

impl Browser {
    /// Emulates an appearance, a width in CSS pixels, and a device pixel ratio.
    ///
    /// # Panics
    /// If this is not Chromium.
    pub fn emulate(&self, appearance: Appearance, width: u32, density: u32) {
        let on = |is_on: bool, value: &str| if is_on { value.to_owned() } else { "none".to_owned() };
        let scheme = if appearance == Appearance::Light || appearance == Appearance::RightToLeft {
            "light"
        } else {
            "dark"
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": on(appearance == Appearance::ForcedColors, "active") },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        let metrics = json!({ "width": width, "height": 400, "deviceScaleFactor": density, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        self.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
        let direction = if appearance == Appearance::RightToLeft {
            "rtl"
        } else {
            "ltr"
        };
        self.run("document.documentElement.dir = arguments[0]", &json!([direction]));
    }

    /// Saves a screenshot of the whole page, beyond the viewport.
    ///
    /// # Panics
    /// If this is not Chromium, or the file cannot be written.
    pub fn screenshot_page(&self, place: &Path) {
        let size = self.run(
            "const { width, height } = document.body.getBoundingClientRect(); return [width, height]",
            &json!([]),
        );
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let picture = self.devtools(
            "Page.captureScreenshot",
            &json!({ "captureBeyondViewport": true, "clip": clip }),
        );
        let saved = picture["data"].as_str().and_then(|data| Self::save_png(data, place));
        saved.unwrap_or_else(|| panic!("{} cannot be written", place.display()));
    }

    /// Emulates reduced motion. Returns whether the driver supports that.
    pub fn reduce_motion(&self) -> bool {
        match self.engine() {
            Engine::Chromium => {
                let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
                self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
                true
            }
            Engine::Firefox => {
                self.post_or_panic("moz/context", &json!({ "context": "chrome" }));
                self.run("Services.prefs.setIntPref('ui.prefersReducedMotion', 1)", &json!([]));
                self.post_or_panic("moz/context", &json!({ "context": "content" }));
                true
            }
            Engine::Webkit => false,
        }
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post_or_panic("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
}
