//! A shadow root for the component, which isolates its styles from those of the application.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CssStyleSheet, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};
use yew::prelude::*;

use crate::session::Layout;

/// The styles of the element.
const STYLES: &str = concat!(
    include_str!("../../static/element/form.css"),
    include_str!("../../static/element/row.css"),
    include_str!("../../static/element/element.css"),
    include_str!("../../static/element/popover.css")
);

#[wasm_bindgen(module = "/static/element/clicks.js")]
extern "C" {
    /// Handles clicks and keys on the buttons in this shadow root.
    #[wasm_bindgen(js_name = handleClicks)]
    fn handle_clicks(shadow: &ShadowRoot);
}

#[derive(PartialEq, Properties)]
pub(super) struct ShadowProps {
    pub(super) layout: Layout,
    pub(super) children: Html,
}

/// Renders its children in a shadow root.
#[component]
pub(super) fn Shadow(props: &ShadowProps) -> Html {
    let host = use_node_ref();
    let root = use_state(|| None::<Element>);
    use_effect_with((), {
        let (host, root) = (host.clone(), root.clone());
        move |()| root.set(host.cast::<Element>().and_then(|host| open(&host).ok()))
    });
    html! {
        <div class="tallyfy-archive-task" data-layout={props.layout.as_str()} ref={host}>
            if let Some(root) = &*root {
                { create_portal(props.children.clone(), root.clone()) }
            }
        </div>
    }
}

/// Attaches a shadow root, and returns an element in it.
fn open(host: &Element) -> Result<Element, JsValue> {
    let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    handle_clicks(&shadow);
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(STYLES)?;
    shadow.set_adopted_style_sheets(&Array::of1(&sheet));
    let root = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)?
        .create_element("div")?;
    shadow.append_child(&root)?;
    Ok(root)
}
