//! The card as a tree, read from what Yew's server renderer wrote.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};
use scraper::{Html, node::Node as Parsed};

/// Around the key of a text: no text of the widget has these.
const MARKS: [char; 2] = ['⟦', '⟧'];

/// Properties that the renderer writes as attributes. Of an empty field there is nothing to write.
const PROPERTIES: [&str; 1] = ["value"];

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

fn key_of(text: &str) -> Option<&str> {
    let key = text.strip_prefix(MARKS[0])?.strip_suffix(MARKS[1])?;
    (!key.contains(MARKS)).then_some(key)
}

impl Node {
    /// Reads `html`, which has one element, and markers where it has texts.
    pub(crate) fn parse(html: &str) -> Result<Self> {
        let parsed = Html::parse_fragment(html);
        // A fragment is in an `html` element that nobody wrote.
        let mut nodes = parsed.root_element().children();
        let node = nodes.next().context("nothing was rendered")?;
        ensure!(nodes.next().is_none(), "more than one node was rendered: {html}");
        Self::read(node).with_context(|| format!("in {html}"))
    }

    fn read(node: scraper::ego_tree::NodeRef<Parsed>) -> Result<Self> {
        match node.value() {
            Parsed::Element(element) => {
                let tag = element.name().to_owned();
                let mut attributes = Vec::new();
                for (name, value) in element.attrs() {
                    ensure!(!value.contains(MARKS), "<{tag}> has a text as its {name}");
                    ensure!(name != "style", "<{tag}> has inline styles, which policies forbid");
                    if PROPERTIES.contains(&name) {
                        ensure!(value.is_empty(), "<{tag}> has the {name} {value:?}");
                    } else {
                        attributes.push((name.to_owned(), value.to_owned()));
                    }
                }
                let children = node.children().map(Self::read).collect::<Result<_>>()?;
                Ok(Self::Element {
                    tag,
                    attributes,
                    children,
                })
            }
            Parsed::Text(text) => match key_of(text) {
                Some(key) => Ok(Self::Text(key.to_owned())),
                None => bail!("{:?} is not one text of the widget", &**text),
            },
            other => bail!("neither element nor text: {other:?}"),
        }
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
                let pairs = attributes.iter().map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
                let attributes = format!("{{{}}}", pairs.collect::<Vec<_>>().join(","));
                let parts = [quoted(tag), attributes].into_iter().chain(children.iter().map(Self::to_js));
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
                let mut html = format!("<{tag}");
                for (name, value) in attributes {
                    html += &format!(r#" {name}="{}""#, html_escape::encode_double_quoted_attribute(value));
                }
                html += ">";
                for child in children {
                    html += &child.to_html(text)?;
                }
                // The one void element there is.
                if tag != "input" {
                    html += &format!("</{tag}>");
                }
                Ok(html)
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

    const CARD: &str = r#"<div class="card"><p></p><label for="a">⟦orgId⟧</label><input id="a" value=""></div>"#;

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
            ("<p></p><p></p>", "more than one node"),
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
