//! Links to Tallyfy.

use yew::prelude::*;

/// A link that opens in a new tab, without opener and referrer.
pub(super) fn external_link(href: String, label: &str) -> Html {
    html! { <a {href} target="_blank" rel="noopener noreferrer">{ label }</a> }
}
