//! The card as a tree, read from what Yew's server renderer wrote.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};
use scraper::{ElementRef, Html};

/// Around the key of a text: no text of the widget has these.
const MARKS: [char; 2] = ['⟦', '⟧'];

/// A part of the card.
#[derive(Debug, PartialEq)]
pub(crate) enum Node {
    Element {
        tag: String,
        attributes: Vec<(String, String)>,
        children: Vec<Node>,
    },
    /// A text, by its key.
    Text(String),
}

/// A text that carries its key, to be rendered in the place of the text.
pub(crate) fn marker(key: &str) -> String {
    let [before, after] = MARKS;
    format!("{before}{key}{after}")
}

fn key_of(text: &str) -> Result<&str> {
    let key = text.strip_prefix(MARKS[0]).and_then(|rest| rest.strip_suffix(MARKS[1]));
    let key = key.filter(|key| !key.contains(MARKS));
    key.with_context(|| format!("{text:?} is not one text of the widget"))
}

impl Node {
    /// Reads `html`, which has one element, and markers where it has texts.
    pub(crate) fn parse(html: &str) -> Result<Self> {
        let parsed = Html::parse_fragment(html);
        // A fragment is in an `html` element that nobody wrote.
        let mut nodes = parsed.root_element().child_elements();
        let card = nodes.next().context("nothing was rendered")?;
        ensure!(nodes.next().is_none(), "more than one element was rendered: {html}");
        Self::read(card).with_context(|| format!("in {html}"))
    }

    fn read(element: ElementRef) -> Result<Self> {
        let tag = element.value().name().to_owned();
        let mut attributes = Vec::new();
        for (name, value) in element.value().attrs() {
            ensure!(!value.contains(MARKS), "<{tag}> has a text as its {name}");
            ensure!(name != "style", "<{tag}> has inline styles, which policies forbid");
            ensure!(name != "value", "<{tag}> has the value {value:?}");
            attributes.push((name.to_owned(), value.to_owned()));
        }
        let mut children = Vec::new();
        for child in element.children() {
            children.push(match (ElementRef::wrap(child), child.value().as_text()) {
                (Some(element), _) => Self::read(element)?,
                (None, Some(text)) => Self::Text(key_of(text)?.to_owned()),
                (None, None) => bail!(
                    "<{tag}> has something that is neither element nor text: {:?}",
                    child.value()
                ),
            });
        }
        Ok(Self::Element {
            tag,
            attributes,
            children,
        })
    }

    /// The keys of its texts.
    pub(crate) fn keys(&self) -> BTreeSet<&str> {
        match self {
            Self::Element { children, .. } => children.iter().flat_map(Self::keys).collect(),
            Self::Text(key) => BTreeSet::from([key.as_str()]),
        }
    }

    /// As JavaScript: an array of tag, attributes and children, or the key of a text.
    pub(crate) fn to_js(&self) -> String {
        match self {
            Self::Element {
                tag,
                attributes,
                children,
            } => {
                let pairs = attributes
                    .iter()
                    .map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
                let attributes = format!("{{{}}}", pairs.collect::<Vec<_>>().join(","));
                let parts = [quoted(tag), attributes]
                    .into_iter()
                    .chain(children.iter().map(Self::to_js));
                format!("[{}]", parts.collect::<Vec<_>>().join(","))
            }
            Self::Text(key) => quoted(key),
        }
    }

    /// As HTML with these texts.
    pub(crate) fn to_html(&self, text: &impl Fn(&str) -> Result<String>) -> Result<String> {
        match self {
            Self::Element {
                tag,
                attributes,
                children,
            } => {
                let attribute = |(name, value): &(String, String)| {
                    format!(r#" {name}="{}""#, html_escape::encode_double_quoted_attribute(value))
                };
                let attributes: String = attributes.iter().map(attribute).collect();
                let children = children.iter().map(|child| child.to_html(text));
                let children = children.collect::<Result<String>>()?;
                // The one void element there is.
                let end = if tag == "input" {
                    String::new()
                } else {
                    format!("</{tag}>")
                };
                Ok(format!("<{tag}{attributes}>{children}{end}"))
            }
            Self::Text(key) => Ok(html_escape::encode_text(&text(key)?).into_owned()),
        }
    }
}

/// As a string of JavaScript, which those of JSON are.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = r#"<div class="card"><p></p><label for="a">⟦orgId⟧</label><input id="a"></div>"#;

    #[test]
    fn the_card_becomes_a_table_with_the_keys_of_its_texts() -> Result<()> {
        let card = Node::parse(CARD)?;
        assert_eq!(
            card.to_js(),
            r#"["div",{"class":"card"},["p",{}],["label",{"for":"a"},"orgId"],["input",{"id":"a"}]]"#
        );
        assert_eq!(card.keys(), BTreeSet::from(["orgId"]));
        Ok(())
    }

    #[test]
    fn the_card_becomes_html_with_its_texts_as_text() -> Result<()> {
        let html = Node::parse(CARD)?.to_html(&|key| Ok(format!("<{key}> & more")))?;
        assert_eq!(
            html,
            r#"<div class="card"><p></p><label for="a">&lt;orgId&gt; &amp; more</label><input id="a"></div>"#
        );
        Ok(())
    }

    #[test]
    fn what_the_table_cannot_say_is_an_error() {
        for (html, part) in [
            ("", "nothing was rendered"),
            ("<p></p><p></p>", "more than one element"),
            ("<p><!-- --></p>", "neither element nor text"),
            ("<p>Organization ID</p>", "is not one text"),
            ("<p>⟦a⟧⟦b⟧</p>", "is not one text"),
            (r#"<p title="⟦a⟧"></p>"#, "has a text as its title"),
            (r#"<p style="color: red"></p>"#, "inline styles"),
            (r#"<input value="a">"#, "has the value"),
        ] {
            let problem = Node::parse(html).expect_err(html);
            assert!(format!("{problem:#}").contains(part), "{problem:#}");
        }
    }
}
