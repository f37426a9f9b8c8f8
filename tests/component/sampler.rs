//! A component with what Yew applications are made of: a keyed list whose order changes, a nested component with
//! properties and a state, `onclick`, an inline svg, a `<textarea>`.
//!
//! It runs in a component test, and in a variant of the built element: there it shows that the element's build leaves
//! Yew as it is.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
struct RowProps {
    name: AttrValue,
}

/// Counts the clicks on it.
#[component]
fn Row(props: &RowProps) -> Html {
    let clicks = use_state(|| 0);
    let onclick = {
        let clicks = clicks.clone();
        move |_| clicks.set(*clicks + 1)
    };
    html! { <li><button type="button" {onclick}>{ format!("{}: {}", props.name, *clicks) }</button></li> }
}

/// All of it.
#[component]
pub(crate) fn Sampler() -> Html {
    let names = use_state(|| vec!["one", "two", "three"]);
    let text = use_state(String::new);
    let reverse = {
        let names = names.clone();
        move |_| names.set(names.iter().rev().copied().collect())
    };
    let oninput = {
        let text = text.clone();
        move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    };
    html! {
        <section class="sampler">
            <button class="reverse" type="button" onclick={reverse}>{ "Reverse" }</button>
            <ul>
                for name in names.iter().copied() {
                    <Row key={name} {name} />
                }
            </ul>
            <svg viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" /></svg>
            <textarea value={(*text).clone()} {oninput} />
            <output>{ text.to_uppercase() }</output>
        </section>
    }
}
