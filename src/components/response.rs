//! The exchange with the server, folded away until somebody wants to see it.

use super::details::code;
use super::drawing::{Drawing, NONE, fixed};
use super::view::View;
use crate::reasons::rounded;
use crate::session::Exchange;
use crate::tallyfy::decimal;
use crate::words::Word;

/// What stands between things on a line.
pub(super) const DOT: &str = " · ";

impl View<'_> {
    /// What was sent and answered in the last operation.
    pub(super) fn response(&self, to: &mut Drawing) {
        let exchanges = self.session.exchanges();
        if exchanges.is_empty() {
            return to.nothing();
        }
        to.open("details", fixed!("part": "response", "class": "response"));
        to.element("summary", NONE, self.word(Word::Exchange));
        to.open("ol", NONE);
        for (place, exchange) in exchanges.iter().enumerate() {
            self.exchange(to, place, exchange);
        }
        to.close();
        to.close();
    }

    fn exchange(&self, to: &mut Drawing, place: usize, exchange: &Exchange) {
        to.open("li", NONE);
        to.open("p", fixed!("class": "request"));
        to.element("b", NONE, exchange.request.method.as_str());
        to.text(" ");
        code(to, &exchange.request.url);
        to.close();

        to.open("p", fixed!("class": "hint"));
        match exchange.status {
            Some(status) => to.text(&decimal(status)),
            None => to.text(self.word(Word::NoAnswer)),
        }
        to.text(DOT);
        to.text(&self.filled(Word::Duration, "milliseconds", &rounded(exchange.duration)));
        self.request_id(to, exchange.request_id.as_deref());
        to.close();

        if !exchange.body.is_empty() {
            to.element("pre", fixed!("tabindex": "0", "dir": "auto"), &exchange.body);
            if exchange.cut {
                to.element("p", fixed!("class": "hint"), self.word(Word::CutBody));
            }
            self.copy(to, place, Word::Copy, &exchange.body);
        } else if exchange.status.is_some() {
            to.element("p", fixed!("class": "hint"), self.word(Word::EmptyBody));
        }
        self.copy(to, place, Word::CopyCurl, &exchange.request.to_curl());
        to.close();
    }

    /// The id that support asks for, at the end of a line.
    pub(super) fn request_id(&self, to: &mut Drawing, id: Option<&str>) {
        if let Some(id) = id {
            to.text(DOT);
            to.text(self.word(Word::RequestId));
            to.text(" ");
            code(to, id);
        }
    }
}
