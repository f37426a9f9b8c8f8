//! What the scripts know of the crate: at build time, it is made of the code that the WebAssembly runs.

use std::rc::Rc;

use serde::ser::{Serialize, Serializer};
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::LocalServerRenderer;

use crate::archive::Operation;
use crate::client::{Credentials, TokenAnswer, TokenProvider};
use crate::components::{Card, SPINNER_DELAY_MS, SessionProps, idle_form};
use crate::messages::{MessageKey, Messages};
use crate::session::{
    Announcement, Approval, Confirm, DEFAULT_TIMEOUT, Details, Field, Host, Layout, Options, ProblemDetails, Session,
    failure_detail,
};
use crate::tallyfy::{ApiBase, CLIENT, JsonValue, Problem, ProblemKind};

/// Renders the idle card without IDs and token: the form with all three fields. Needs no particular executor.
pub async fn card(messages: Messages, confirm: Confirm) -> String {
    render(Options {
        confirm,
        messages,
        ..Options::default()
    })
    .await
}

/// Renders the idle row, with the placeholder `{title}` as the label.
pub async fn row(messages: Messages) -> String {
    render(Options {
        layout: Layout::Row,
        label: Some("{title}".to_owned()),
        messages,
        ..Options::default()
    })
    .await
}

async fn render(options: Options) -> String {
    let session = Session::new(Rc::new(NoHost { provides_token: false }), options);
    let html = LocalServerRenderer::<Card>::with_props(SessionProps { session })
        .hydratable(false)
        .render()
        .await;
    // Yew sets the value of a controlled input as a property; the server renderer writes it as an attribute.
    html.replace(r#" value="""#, "")
}

/// Serializes the constants of the scripts:
///
/// - `crashDetail`: the detail of an event after a crash, which the script completes from the record: it is dispatched
///   while no WebAssembly runs
/// - `defaults`: the values of options by property
/// - `spinnerDelayMs`: how long an operation takes at least for its status to be shown
/// - `tallyfyClient`: the value of the header `X-Tallyfy-Client`
/// - `variants`: how options change the form. Each has the `option`, which is a property or `token`, its `value`, or `null`
///   if it need only be given, the fields that the form is then `without`, and the key of the text of its `submit` button,
///   if that changes
///
/// # Errors
///
/// Those of the serializer.
pub fn constants<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    let defaults = Options::default();
    let defaults = vec![
        ("apiBase", JsonValue::from(ApiBase::DEFAULT)),
        ("confirm", JsonValue::from(defaults.confirm.as_str())),
        ("layout", JsonValue::from(defaults.layout.as_str())),
        ("timeout", JsonValue::Number(f64::from(DEFAULT_TIMEOUT))),
        ("credentials", JsonValue::from(defaults.credentials.as_str())),
    ];
    let (operation, crash) = (Operation::Archive, Problem::new(ProblemKind::Unexpected));
    // The script has the title in the language of the page.
    let problem = ProblemDetails::of(&crash, String::new(), &Messages::default());
    let nothing_known = Details::default();
    let constants = vec![
        (
            "crashDetail",
            failure_detail(&nothing_known, operation, &problem, Vec::new()),
        ),
        ("defaults", JsonValue::Object(defaults)),
        ("tallyfyClient", JsonValue::from(CLIENT)),
        ("spinnerDelayMs", JsonValue::Number(f64::from(SPINNER_DELAY_MS))),
        ("variants", JsonValue::List(variants())),
    ];
    JsonValue::Object(constants).serialize(serializer)
}

fn variants() -> Vec<JsonValue<'static>> {
    let given = || Some("given".to_owned());
    let form = |options, provides_token| idle_form(&Session::new(Rc::new(NoHost { provides_token }), options));
    let usual = Options::default;
    let mut forms = vec![
        (
            "orgId",
            None,
            form(
                Options {
                    org_id: given(),
                    ..usual()
                },
                false,
            ),
        ),
        (
            "taskId",
            None,
            form(
                Options {
                    task_id: given(),
                    ..usual()
                },
                false,
            ),
        ),
        ("token", None, form(usual(), true)),
    ];
    for confirm in Confirm::ALL {
        let options = Options { confirm, ..usual() };
        forms.push(("confirm", Some(confirm.as_str()), form(options, false)));
    }
    for credentials in Credentials::ALL {
        let options = Options { credentials, ..usual() };
        forms.push(("credentials", Some(credentials.as_str()), form(options, false)));
    }
    let (all_fields, usual_submit) = form(usual(), false);
    let variant = |(option, value, (fields, submit)): (_, Option<_>, (Vec<Field>, MessageKey))| {
        let without = all_fields.iter().filter(|field| !fields.contains(field));
        let without: Vec<_> = without.map(|field| JsonValue::from(field.as_str())).collect();
        let is_variant = !without.is_empty() || submit != usual_submit;
        let mut variant = vec![
            ("option", JsonValue::from(option)),
            ("value", value.map_or(JsonValue::Null, JsonValue::from)),
            ("without", JsonValue::List(without)),
        ];
        if submit != usual_submit {
            variant.push(("submit", JsonValue::from(submit.key())));
        }
        is_variant.then_some(JsonValue::Object(variant))
    };
    forms.into_iter().filter_map(variant).collect()
}

/// The host of a card that is only rendered.
struct NoHost {
    provides_token: bool,
}

impl Host for NoHost {
    fn announce(&self, _: Vec<Announcement>) {}

    fn approve(&self, _: Details) -> Approval {
        Approval::Decided(false)
    }

    fn change_in_flight(&self, _: bool) {}

    fn show_popover(&self, _: &Element, _: &Element, _: &JsValue) {}
}

impl TokenProvider for NoHost {
    fn token(&self, _: bool, _: &str) -> Option<TokenAnswer> {
        None
    }

    fn provides_token(&self) -> bool {
        self.provides_token
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use serde_json::json;

    use super::*;

    /// Each text replaced by its key.
    fn keys() -> Messages {
        Messages::with(MessageKey::ALL.iter().map(|key| (*key, format!("[{}]", key.key()))))
    }

    fn now(html: impl Future<Output = String>) -> String {
        match pin!(html).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(html) => html,
            Poll::Pending => panic!("it waits for something"),
        }
    }

    fn rendered(confirm: Confirm) -> String {
        now(card(keys(), confirm))
    }

    /// Attributes are in the order in which Yew writes them.
    #[test]
    fn the_idle_card_has_all_three_fields_and_one_button() {
        let text = |id: &str, hint: &str| {
            format!(
                "<div part=\"field\" class=\"field\"><label part=\"label\" for=\"{id}\"><span>[{id}]</span></label>\
                 <input part=\"input\" id=\"{id}\" name=\"{id}\" type=\"text\" autocomplete=\"off\" autocapitalize=\"off\" \
                 spellcheck=\"false\" dir=\"ltr\" aria-describedby=\"{id}-hint\" required=\"required\">\
                 <p part=\"hint\" id=\"{id}-hint\" class=\"hint\">{hint}</p></div>"
            )
        };
        let secret = "<div part=\"field\" class=\"field\"><label part=\"label\" for=\"token\"><span>[token]</span></label>\
             <input part=\"input\" id=\"token\" name=\"token\" type=\"password\" autocomplete=\"new-password\" \
             autocapitalize=\"off\" spellcheck=\"false\" dir=\"ltr\" aria-describedby=\"token-hint\" data-lpignore=\"true\" \
             data-bwignore=\"\" data-form-type=\"other\" required=\"required\" data-1p-ignore=\"\">\
             <p part=\"hint\" id=\"token-hint\" class=\"hint\"><span>[tokenHint]</span></p></div>";
        let expected = [
            "<div part=\"card\" data-state=\"idle\" class=\"card\"><p part=\"status\" role=\"status\" tabindex=\"-1\" class=\"status\"></p>",
            "<form part=\"form\" method=\"dialog\" novalidate=\"novalidate\">",
            &text("orgId", ""),
            &text("taskId", "<span>[taskHint]</span>"),
            secret,
            "<div class=\"actions\"><button part=\"button primary\" data-primary=\"\" type=\"submit\"><span>[find]</span>\
             </button></div>",
            "</form></div>",
        ];
        assert_eq!(rendered(Confirm::Review), expected.concat());
    }

    #[test]
    fn the_idle_row_has_one_button_and_reserves_its_lines() {
        let row = now(row(keys()));
        let button = "<button part=\"button secondary\" type=\"submit\" aria-label=\"[archiveItem]\">\
                      <span>[rowArchive]</span></button>";
        assert_eq!(row.matches("<button").count(), 1, "{row}");
        assert!(row.contains(button), "{row}");
        let line = "\n[rowUnknown]\u{2003}[check]\u{2003}[why]\n";
        assert!(row.contains(line), "{row}");
    }

    #[test]
    fn the_scripts_know_the_defaults_and_how_options_change_the_form() {
        let variant = |option, value, without: &[&str]| json!({ "option": option, "value": value, "without": without });
        let none: Option<&str> = None;
        let archives = json!({ "option": "confirm", "value": "none", "without": [], "submit": "archive" });
        let crash_detail = json!({
            "kind": "task", "org_id": null, "id": null, "item": null, "task_id": null, "task": null,
            "operation": "archive",
            "problem": {
                "kind": "unexpected", "status": null, "title": "", "message": null, "code": null, "fields": [],
                "request_id": null, "retry_after": null,
            },
        });
        let expected = json!({
            "crashDetail": crash_detail,
            "defaults": {
                "apiBase": "https://go.tallyfy.com/api", "confirm": "review", "layout": "card", "timeout": 30.0,
                "credentials": "omit",
            },
            "spinnerDelayMs": 300.0,
            "tallyfyClient": "APIClient",
            "variants": [
                variant("orgId", none, &["orgId"]),
                variant("taskId", none, &["taskId"]),
                variant("token", none, &["token"]),
                archives,
                variant("credentials", Some("same-origin"), &["token"]),
                variant("credentials", Some("include"), &["token"]),
            ],
        });
        assert_eq!(constants(serde_json::value::Serializer).unwrap(), expected);
    }

    #[test]
    fn without_a_review_the_button_archives() {
        let expected = rendered(Confirm::Review).replace("[find]", "[archive]");
        assert_eq!(rendered(Confirm::None), expected);
    }
}
