//! How the card's nodes are made.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VNode, VTag, VText};

/// Names and values that are always the same.
pub(super) type Fixed = &'static [(&'static str, AttributeOrProperty)];

/// Attributes that are always the same.
macro_rules! fixed {
    ($($name:literal: $value:literal),* $(,)?) => {
        &[$(($name, yew::virtual_dom::AttributeOrProperty::Static($value))),*]
    };
}
pub(super) use fixed;

/// No attributes.
pub(super) const NONE: Fixed = &[];

/// Begins an element whose attributes vary: a text each, or perhaps one. Without it the attribute is not there.
macro_rules! open {
    ($drawing:expr, $tag:literal, $($name:tt: $value:expr),* $(,)?) => {
        $drawing.open_with($tag, &[$($name),*], &[$(Option::<&str>::from($value)),*])
    };
}
pub(super) use open;

/// Makes Yew's nodes one after the other, as a reader comes across them.
///
/// `html!` makes the same nodes, and spells out the making of each where it stands: 2,800 bytes more of what every page
/// downloads, and 800 for copies that it makes of some of them.
#[derive(Default)]
pub(super) struct Drawing {
    nodes: Vec<VNode>,
    /// Elements that are not closed yet, and how many nodes were there before each.
    open: Vec<(VTag, usize)>,
}

impl Drawing {
    /// Begins an element.
    pub(super) fn open(&mut self, tag: &'static str, attributes: Fixed) {
        self.begin(tag, Attributes::Static(attributes));
    }

    /// What `open!` does.
    pub(super) fn open_with(&mut self, tag: &'static str, names: &'static [&'static str], values: &[Option<&str>]) {
        debug_assert_eq!(names.len(), values.len());
        let mut attributes = Vec::new();
        for value in values {
            attributes.push(value.map(|value| AttributeOrProperty::Attribute(value.to_owned().into())));
        }
        let attributes = Attributes::Dynamic {
            keys: names,
            values: attributes.into(),
        };
        self.begin(tag, attributes);
    }

    fn begin(&mut self, tag: &'static str, attributes: Attributes) {
        let mut tag = VTag::new(tag);
        tag.attributes = attributes;
        self.open.push((tag, self.nodes.len()));
    }

    /// The element that was begun last, to tell it more.
    pub(super) fn last(&mut self) -> Option<&mut VTag> {
        self.open.last_mut().map(|(tag, _)| tag)
    }

    /// Ends the element that was begun last; what was made since is in it.
    pub(super) fn close(&mut self) {
        if let Some((mut tag, first)) = self.open.pop() {
            let children = self.nodes.split_off(first);
            if let Some(place) = tag.children_mut() {
                *place = VList::with_children(children, None).into();
            }
            self.nodes.push(tag.into());
        }
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.nodes.push(VText::new(text.to_owned()).into());
    }

    /// An element with a text in it.
    pub(super) fn element(&mut self, tag: &'static str, attributes: Fixed, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close();
    }

    /// A text of somebody else, whose writing direction is its own business.
    pub(super) fn isolated(&mut self, text: &str) {
        self.element("bdi", NONE, text);
    }

    /// Keeps the place of something that is not there now, so that Yew does not take what comes after for it.
    pub(super) fn nothing(&mut self) {
        self.nodes.push(VNode::default());
    }

    /// All of it.
    pub(super) fn finish(self) -> Html {
        debug_assert!(self.open.is_empty(), "something is not closed");
        VList::with_children(self.nodes, None).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_what_html_would_make() {
        let mut drawing = Drawing::default();
        let to = &mut drawing;
        to.open("ul", fixed!("class": "outer", "data-focus": ""));
        to.open("li", NONE);
        to.text("one");
        to.element("code", fixed!("dir": "auto"), "<two>");
        to.close();
        open!(to, "li", "title": "three", "tabindex": None, "lang": Some("en"));
        to.close();
        to.nothing();
        to.close();
        to.isolated("four");

        let title = "three".to_owned();
        let (tabindex, lang) = (None::<&str>, Some("en"));
        let expected = html! {
            <>
                <ul class="outer" data-focus="">
                    <li>{ "one" }<code dir="auto">{ "<two>" }</code></li>
                    <li {title} {tabindex} {lang}></li>
                    if false {
                        <li></li>
                    }
                </ul>
                <bdi>{ "four" }</bdi>
            </>
        };
        assert_eq!(markup(&drawing.finish()), markup(&expected));
    }

    /// Nodes as a browser would be told of them. `html!` has an order of its own for attributes.
    fn markup(node: &VNode) -> String {
        match node {
            VNode::VText(text) => format!("{:?}", text.text.as_str()),
            VNode::VList(list) => list.iter().map(markup).collect(),
            VNode::VTag(tag) => {
                let mut attributes: Vec<_> = tag.attributes.iter().collect();
                attributes.sort_unstable();
                let children = tag.children().map(markup).unwrap_or_default();
                format!("<{} {attributes:?}>{children}</>", tag.tag())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    #[should_panic(expected = "something is not closed")]
    fn an_element_left_open_is_noticed() {
        let mut drawing = Drawing::default();
        drawing.open("p", NONE);
        let _ = drawing.finish();
    }
}
