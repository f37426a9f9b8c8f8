//! Links to Tallyfy.

use yew::prelude::*;

use super::text::text;

/// A link that opens in a new tab, without opener and referrer.
pub(super) fn external_link(href: String, label: &str) -> Html {
    html! { <a part="link" {href} target="_blank" rel="noopener noreferrer">{ text(label) }</a> }
}
