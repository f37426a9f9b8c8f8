//! A link into Tallyfy.

use yew::prelude::*;

/// A link that opens in a new tab, which learns nothing of the page.
pub(super) fn external_link(href: String, label: &str) -> Html {
    html! { <a {href} target="_blank" rel="noopener noreferrer">{ label }</a> }
}
