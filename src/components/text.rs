//! Texts, each alone in an element.

use yew::prelude::*;

/// Renders a text in an element of its own. No other text may have siblings, or change without its element.
///
/// Translators, of browsers and extensions, replace the text nodes of a page. Yew would go on writing to the old node,
/// and fail to insert before it. The key makes it replace the element, with whatever is in it.
pub(super) fn text(text: &str) -> Html {
    html! { <span key={text}>{ text }</span> }
}
