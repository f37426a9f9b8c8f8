//! Renders the idle card to HTML at build time, for the early form.

use std::rc::Rc;

use yew::LocalServerRenderer;

use crate::client::{TokenAnswer, TokenProvider};
use crate::components::{Card, SessionProps};
use crate::messages::Messages;
use crate::session::{Announcement, Approval, Confirm, Details, Host, Options, Session};

/// Renders the idle card without IDs and token: the form with all three fields. Needs no particular executor.
pub async fn card(messages: Messages, confirm: Confirm) -> String {
    let options = Options {
        confirm,
        messages,
        ..Options::default()
    };
    let session = Session::new(Rc::new(NoHost), options);
    let html = LocalServerRenderer::<Card>::with_props(SessionProps { session })
        .hydratable(false)
        .render()
        .await;
    // Yew sets the value of a controlled input as a property; the server renderer writes it as an attribute.
    html.replace(r#" value="""#, "")
}

/// The host of a card that is only rendered.
struct NoHost;

impl Host for NoHost {
    fn announce(&self, _: Announcement) {}

    fn approve(&self, _: Details) -> Approval {
        Approval::Decided(false)
    }

    fn change_in_flight(&self, _: bool) {}
}

impl TokenProvider for NoHost {
    fn token(&self, _: bool) -> Option<TokenAnswer> {
        None
    }

    fn provides_token(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::messages::MessageKey;

    /// The card with each text replaced by its key.
    fn rendered(confirm: Confirm) -> String {
        let messages = Messages::with(MessageKey::ALL.iter().map(|key| (*key, format!("[{}]", key.key()))));
        let card = pin!(card(messages, confirm));
        match card.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(html) => html,
            Poll::Pending => panic!("the card waits for something"),
        }
    }

    /// Attributes are in the order in which Yew writes them.
    #[test]
    fn the_idle_card_has_all_three_fields_and_one_button() {
        let text = |id: &str, hint: &str| {
            format!(
                "<div part=\"field\" class=\"field\"><label part=\"label\" for=\"{id}\">[{id}]</label>\
                 <input part=\"input\" id=\"{id}\" name=\"{id}\" type=\"text\" autocomplete=\"off\" autocapitalize=\"off\" \
                 spellcheck=\"false\" dir=\"ltr\" aria-describedby=\"{id}-hint\" required=\"required\">\
                 <p id=\"{id}-hint\" class=\"hint\">{hint}</p></div>"
            )
        };
        let secret = "<div part=\"field\" class=\"field\"><label part=\"label\" for=\"token\">[token]</label>\
             <input part=\"input\" id=\"token\" name=\"token\" type=\"password\" autocomplete=\"new-password\" \
             autocapitalize=\"off\" spellcheck=\"false\" dir=\"ltr\" aria-describedby=\"token-hint\" data-lpignore=\"true\" \
             data-bwignore=\"\" data-form-type=\"other\" required=\"required\" data-1p-ignore=\"\">\
             <p id=\"token-hint\" class=\"hint\">[tokenHint]</p></div>";
        let expected = [
            "<div data-state=\"idle\" class=\"card\"><p role=\"status\" tabindex=\"-1\" class=\"status\"></p>",
            "<form part=\"form\" method=\"dialog\" novalidate=\"novalidate\">",
            &text("orgId", ""),
            &text("taskId", "[taskHint]"),
            secret,
            "<div class=\"actions\"><button part=\"button\" data-primary=\"\" type=\"submit\">[find]</button></div>",
            "</form></div>",
        ];
        assert_eq!(rendered(Confirm::Review), expected.concat());
    }

    #[test]
    fn without_a_review_the_button_archives() {
        let expected = rendered(Confirm::Review).replace("[find]", "[archive]");
        assert_eq!(rendered(Confirm::None), expected);
    }
}
