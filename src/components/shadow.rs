//! A shadow root for the component: the application's styles stay out of it, and the element's are in it.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, Element, ShadowRootInit, ShadowRootMode};
use yew::prelude::*;

/// The same styles as the element's, so that parts and custom properties are the same, too.
const STYLES: &str = concat!(
    include_str!("../../static/element/form.css"),
    include_str!("../../static/element/element.css")
);

#[derive(PartialEq, Properties)]
pub(super) struct ShadowProps {
    pub(super) children: Html,
}

/// Shows its children in a shadow root.
#[component]
pub(super) fn Shadow(props: &ShadowProps) -> Html {
    let host = use_node_ref();
    let root = use_state(|| None::<Element>);
    use_effect_with((), {
        let (host, root) = (host.clone(), root.clone());
        move |()| root.set(host.cast::<Element>().and_then(|host| open(&host).ok()))
    });
    html! {
        <div class="tallyfy-archive-task" ref={host}>
            if let Some(root) = &*root {
                { create_portal(props.children.clone(), root.clone()) }
            }
        </div>
    }
}

/// Opens a shadow root, and answers with an element in it.
fn open(host: &Element) -> Result<Element, JsValue> {
    let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
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
