//! Mouse and keyboard input.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{Browser, Element};
use crate::http::WebDriverError;
use crate::keys::{Key, SHIFT};

/// How long a click may take to arrive. Where none does, such as on a disabled button, the element was not hit.
const CLICK_TIMEOUT: Duration = Duration::from_secs(5);

/// Scrolls to an element, and returns its centre, or what covers it there.
const REACH: &str = include_str!("scripts/reach.js");

impl Browser {
    /// Clicks an element with the mouse, after scrolling to it.
    ///
    /// # Errors
    /// If it cannot be clicked.
    pub fn click(&self, element: &Element) -> Result<(), WebDriverError> {
        if self.engine().can_click_in_shadow_roots() {
            let command = format!("element/{}/click", element.0);
            return self.post(&command, &json!({})).map(drop);
        }
        self.press_mouse(element, 1)
    }

    /// Double-clicks an element with the mouse.
    ///
    /// # Errors
    /// If it cannot be clicked.
    pub fn double_click(&self, element: &Element) -> Result<(), WebDriverError> {
        self.press_mouse(element, 2)
    }

    fn press_mouse(&self, element: &Element, times: usize) -> Result<(), WebDriverError> {
        let place = self.try_run(REACH, &json!([element.as_value()]))?;
        let (Some(x), Some(y)) = (place[0].as_i64(), place[1].as_i64()) else {
            return Err(WebDriverError {
                error: "element click intercepted".to_owned(),
                message: place.to_string(),
            });
        };
        let x = self.session().choose_click(x);
        let press = [
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        let mut steps = vec![json!({ "type": "pointerMove", "x": x, "y": y, "origin": "viewport" })];
        steps.extend(press.iter().cycle().take(2 * times).cloned());
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.post("actions", &json!({ "actions": [mouse] }))?;
        if self.was_clicked()? {
            return Ok(());
        }
        Err(WebDriverError {
            error: "element click intercepted".to_owned(),
            message: "it moved away under the pointer, and nothing was clicked".to_owned(),
        })
    }

    /// Whether the click hit the element. It may arrive after the command has ended: a second attempt would then be one
    /// click too many.
    fn was_clicked(&self) -> Result<bool, WebDriverError> {
        let began = Instant::now();
        loop {
            let clicked = self.try_run("return recorder.clicked", &json!([]))?;
            if !clicked.is_null() || began.elapsed() > CLICK_TIMEOUT {
                return Ok(clicked == true);
            }
            sleep(Duration::from_millis(30));
        }
    }

    /// Types a text into the focused element.
    ///
    /// # Panics
    /// If the browser refuses.
    pub fn type_text(&self, text: &str) {
        self.keys(&text.chars().flat_map(stroke).collect::<Vec<_>>());
    }

    /// Presses a key on the focused element.
    ///
    /// # Panics
    /// If the browser refuses.
    pub fn press(&self, key: Key) {
        let mut strokes: Vec<_> = stroke(key.code()).into();
        if key == Key::BackTab {
            let [down, up] = stroke(SHIFT);
            strokes.insert(0, down);
            strokes.push(up);
        }
        self.keys(&strokes);
    }

    fn keys(&self, strokes: &[Value]) {
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post_or_panic("actions", &json!({ "actions": [keyboard] }));
    }
}

fn stroke(key: char) -> [Value; 2] {
    [
        json!({ "type": "keyDown", "value": key }),
        json!({ "type": "keyUp", "value": key }),
    ]
}
