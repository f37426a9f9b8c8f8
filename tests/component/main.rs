//! The component in a browser, with a page's `fetch` replaced by a list of answers.

mod sampler;
mod screen;

use crate::{Announcement, ArchiveTaskProps, Layout, MessageKey, Messages, TokenAnswer};
use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use sampler::Sampler;
use screen::{Part, Screen, answers, requests};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

const ORG: &str = "0123456789abcdef0123456789abcdef";
const TASK: &str = "3f2a9c0d4b5e6f708192a3b4c5d6e7f8";
const FOUND: &str = r#"{"data":{"id":"3f2a9c0d4b5e6f708192a3b4c5d6e7f8","title":"Plan meeting","increment_id":1250}}"#;

fn given() -> ArchiveTaskProps {
    yew::props!(ArchiveTaskProps {
        org_id: Some(AttrValue::from(ORG)),
        task_id: Some(AttrValue::from(TASK)),
        api_base: "/api",
        token: Some(AttrValue::from("secret-token")),
    })
}

#[wasm_bindgen_test]
async fn shows_a_field_for_every_missing_value() {
    let screen = Screen::show(yew::props!(ArchiveTaskProps {})).await;
    assert_eq!(screen.labels(), ["Organization ID", "Task ID", "Access token"]);

    let screen = Screen::show(ArchiveTaskProps {
        task_id: None,
        ..given()
    })
    .await;
    assert_eq!(screen.labels(), ["Task ID"]);
}

#[wasm_bindgen_test]
async fn is_just_a_button_if_everything_is_set() {
    let screen = Screen::show(given()).await;
    assert_eq!(screen.labels(), [""; 0]);
    assert_eq!(screen.buttons(), ["Find task"]);
}

#[wasm_bindgen_test]
async fn finds_then_archives_then_restores() {
    answers(&[(200, FOUND), (204, ""), (204, "")]);
    let screen = Screen::show(given()).await;

    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    screen.sees("Plan meeting").await;
    screen.sees("1250").await;

    screen.click("Archive task").await;
    screen.sees("The task is archived.").await;

    screen.click("Restore task").await;
    screen.sees("The task is restored.").await;

    let task = format!("/api/organizations/{ORG}/tasks/{TASK}");
    let sent: Vec<_> = requests()
        .iter()
        .map(|request| format!("{} {}", request.method, request.path))
        .collect();
    assert_eq!(
        sent,
        [
            format!("GET {task}"),
            format!("DELETE {task}"),
            format!("PUT {task}/restore")
        ]
    );
}

#[wasm_bindgen_test]
async fn a_row_asks_in_its_line_and_has_the_details_in_a_popover() {
    answers(&[(200, FOUND), (204, "")]);
    let screen = Screen::show(ArchiveTaskProps {
        layout: Layout::Row,
        label: Some(AttrValue::from("Plan meeting")),
        ..given()
    })
    .await;
    assert_eq!(screen.buttons(), ["Archive"]);
    screen.click("Archive").await;
    screen.sees("Archive Plan meeting?").await;
    screen.click("Details").await;
    screen.sees("Is this the task?").await;
    screen.click("Yes").await;
    screen.sees("Archived").await;
    assert_eq!(requests().len(), 2);
}

#[wasm_bindgen_test]
async fn sends_the_three_headers_and_no_other() {
    answers(&[(200, FOUND)]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    assert_eq!(
        requests()[0].headers,
        [
            "accept: application/json",
            "authorization: Bearer secret-token",
            "x-tallyfy-client: APIClient"
        ]
    );
}

#[wasm_bindgen_test]
async fn a_double_click_sends_one_delete() {
    answers(&[(200, FOUND), (204, ""), (204, "")]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    screen.click_twice("Archive task").await;
    screen.sees("The task is archived.").await;
    assert_eq!(
        requests().iter().filter(|request| request.method == "DELETE").count(),
        1
    );
}

#[wasm_bindgen_test]
async fn an_application_can_keep_a_task_from_being_archived() {
    answers(&[(200, FOUND)]);
    let props = ArchiveTaskProps {
        on_before_archive: Some(Callback::from(|_| false)),
        ..given()
    };
    let screen = Screen::show(props).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    screen.click("Archive task").await;
    screen.sees("Is this the task?").await;
    assert_eq!(requests().len(), 1);
}

#[wasm_bindgen_test]
async fn calls_get_token_before_every_request() {
    answers(&[(200, FOUND), (204, "")]);
    let calls = std::rc::Rc::new(std::cell::Cell::new(0));
    let get_token = {
        let calls = calls.clone();
        Callback::from(move |()| -> TokenAnswer {
            calls.set(calls.get() + 1);
            let token = format!("token-{}", calls.get());
            Box::pin(async move { Ok(token) })
        })
    };
    let screen = Screen::show(ArchiveTaskProps {
        token: None,
        get_token: Some(get_token),
        ..given()
    })
    .await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    screen.click("Archive task").await;
    screen.sees("The task is archived.").await;
    let sent: Vec<_> = requests().iter().map(|request| request.headers[1].clone()).collect();
    assert_eq!(sent, ["authorization: Bearer token-1", "authorization: Bearer token-2"]);
}

#[wasm_bindgen_test]
async fn reports_the_invalid_field_and_sends_nothing() {
    answers(&[]);
    let screen = Screen::show(ArchiveTaskProps {
        token: None,
        task_id: None,
        ..given()
    })
    .await;
    screen.enter("Task ID", "a/b").await;
    screen.click("Find task").await;
    screen.sees("character 2 is / (U+002F)").await;
    screen.sees("Enter an access token.").await;
    screen.focuses("taskId").await;
    assert_eq!(requests().len(), 0);
}

#[wasm_bindgen_test]
async fn a_pasted_link_fills_both_ids() {
    let screen = Screen::show(ArchiveTaskProps {
        org_id: None,
        task_id: None,
        ..given()
    })
    .await;
    // The second time the ids stay the same, but not what the browser shows.
    for _ in 0..2 {
        screen
            .enter("Task ID", &format!("https://go.tallyfy.com/{ORG}/tasks/{TASK}?x=1"))
            .await;
        assert_eq!(screen.value("Organization ID"), ORG);
        assert_eq!(screen.value("Task ID"), TASK);
    }
}

#[wasm_bindgen_test]
async fn shows_the_message_of_the_server_and_what_to_do() {
    answers(&[(403, r#"{"message":"<b>No</b>","code":"NOPE"}"#)]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("<b>No</b>").await;
    screen.sees("403 · NOPE").await;
    screen.sees("Ask an administrator of the organization.").await;
    assert_eq!(screen.buttons(), ["Try again", "Start over", "Copy response"]);
}

#[wasm_bindgen_test]
async fn announces_outcomes_to_the_application() {
    answers(&[(200, FOUND), (204, "")]);
    let states = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let on_announce = {
        let states = states.clone();
        Callback::from(move |announcement: Announcement| match announcement {
            Announcement::State { state, .. } => states.borrow_mut().push(state.as_str().to_owned()),
            Announcement::Archived {
                details,
                status,
                already_archived,
            } => {
                states
                    .borrow_mut()
                    .push(format!("{:?} {status:?} {already_archived:?}", details.id));
            }
            other => panic!("{other:?}"),
        })
    };
    let screen = Screen::show(ArchiveTaskProps { on_announce, ..given() }).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    screen.click("Archive task").await;
    screen.sees("The task is archived.").await;
    let archived = format!("Some({TASK:?}) Some(204) Some(false)");
    assert_eq!(
        *states.borrow(),
        ["finding", "review", "archiving", "archived", &*archived]
    );
}

#[wasm_bindgen_test]
async fn texts_can_be_replaced() {
    let messages = Messages::with([(MessageKey::Find, "Aufgabe suchen".to_owned())]);
    let screen = Screen::show(ArchiveTaskProps { messages, ..given() }).await;
    assert_eq!(screen.buttons(), ["Aufgabe suchen"]);
}

#[wasm_bindgen_test]
async fn a_button_is_not_reused_as_the_next_one() {
    answers(&[(200, FOUND), (204, "")]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    let archive = screen.button("Archive task");
    screen.click("Archive task").await;
    screen.sees("The task is archived.").await;
    assert!(archive.parent_element().is_none());
    assert_eq!(archive.text_content().as_deref(), Some("Archive task"));
}

#[wasm_bindgen_test]
async fn a_duplicate_owner_is_shown_once() {
    let owners = r#"{"users":[{"id":7,"full_name":"Ana"},{"id":7,"full_name":"Ana"}],"guests":["7"],"groups":["7"]}"#;
    let found = FOUND.replace(r#""title""#, &format!(r#""owners":{owners},"title""#));
    answers(&[(200, &found)]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("OwnersAna7Group 7").await;
}

#[wasm_bindgen_test]
async fn only_the_last_response_is_shown() {
    answers(&[(200, FOUND), (204, "")]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    assert!(screen.text(".response").contains("Plan meeting"));

    screen.click("Archive task").await;
    screen.sees("The task is archived.").await;
    let shown = screen.text(".response");
    assert!(shown.contains("DELETE") && shown.contains("204"), "{shown}");
    assert!(!shown.contains("GET"), "{shown}");
}

#[wasm_bindgen_test]
async fn a_token_echoed_by_a_server_is_redacted_in_every_escape() {
    for echo in [
        r"secret-token",
        r"secret\u002dtok\u0065n",
        r"\u0073\u0065cret\u002Dtoken",
        r"secret%2Dtoken",
        r"&#115;ecret-token",
        r"\\u0073ecret-token",
        "c2VjcmV0LXRva2Vu",
    ] {
        let json = format!(r#"{{"message":"sent {echo}","code":"{echo}","{echo}":"{echo}","other":["{echo}"]}}"#);
        for body in [json, format!("You sent {echo}")] {
            answers(&[(403, &body)]);
            let screen = Screen::show(given()).await;
            screen.click("Find task").await;
            screen.sees("sent •••").await;
            let shown = screen.text(".card");
            for part in ["secret", "ecret", "-token", "VjcmV0", "\\u", "%2D"] {
                assert!(!shown.contains(part), "{body} shows {shown}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn redacting_a_large_body_is_fast() {
    let long = r"\u0061\u0062 secret\u002dtoken ".repeat(300_000);
    let body = format!(r#"{{"message":"sent secret-token","other":"{long}"}}"#);
    assert!(body.len() > 9_000_000);
    answers(&[(403, &body)]);
    let screen = Screen::show(given()).await;
    let began = js_sys::Date::now();
    screen.click("Find task").await;
    screen.sees("sent •••").await;
    // What takes long takes minutes.
    assert!(js_sys::Date::now() - began < 20_000.0);
    assert!(!screen.text(".card").contains("secret"));
}

#[wasm_bindgen_test]
async fn the_old_and_the_typed_token_are_redacted_too() {
    answers(&[(200, FOUND), (403, r#"{"message":"old-token-1 new-token-2 typed"}"#)]);
    let tokens = std::rc::Rc::new(std::cell::Cell::new(["old-token-1", "new-token-2"].into_iter()));
    let get_token = Callback::from(move |()| -> TokenAnswer {
        let mut rest = tokens.replace(["", ""].into_iter());
        let token = rest.next().unwrap_or_default().to_owned();
        tokens.set(rest);
        Box::pin(async move { Ok(token) })
    });
    let screen = Screen::show(ArchiveTaskProps {
        token: None,
        get_token: Some(get_token),
        ..given()
    })
    .await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    screen.click("Archive task").await;
    screen.sees("••• ••• typed").await;
}

#[wasm_bindgen_test]
async fn the_error_of_get_token_is_shown_in_one_line() {
    answers(&[]);
    let reason = format!(
        "Your session\n\u{7} has  ended: secret-tok\\u0065n. {}",
        "x".repeat(5_000)
    );
    let get_token = Callback::from(move |()| -> TokenAnswer {
        let reason = reason.clone();
        Box::pin(async move { Err(reason.into()) })
    });
    let screen = Screen::show(ArchiveTaskProps {
        get_token: Some(get_token),
        ..given()
    })
    .await;
    screen.click("Find task").await;
    screen
        .sees("Message from this page: Your session has ended: ••• xxx")
        .await;
    assert!(screen.text(".server").chars().count() < 400);
    assert_eq!(requests().len(), 0);
}

#[wasm_bindgen_test]
async fn a_blank_option_counts_as_missing() {
    answers(&[(200, FOUND)]);
    let screen = Screen::show(ArchiveTaskProps {
        org_id: Some(AttrValue::from("")),
        task_id: Some(AttrValue::from(" \n")),
        api_base: AttrValue::from(" "),
        ..given()
    })
    .await;
    assert_eq!(screen.labels(), ["Organization ID", "Task ID"]);
    screen.enter("Organization ID", ORG).await;
    screen.enter("Task ID", TASK).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
}

#[wasm_bindgen_test]
async fn a_link_to_another_organization_is_an_error_with_its_id() {
    answers(&[]);
    let link = format!("https://go.tallyfy.com/ffff/tasks/{TASK}");
    let by_page = Screen::show(ArchiveTaskProps {
        task_id: Some(AttrValue::from(link.clone())),
        ..given()
    })
    .await;
    by_page.click("Find task").await;
    by_page.sees("another organization (ffff)").await;

    let by_hand = Screen::show(ArchiveTaskProps {
        task_id: None,
        ..given()
    })
    .await;
    by_hand.enter("Task ID", &link).await;
    by_hand.click("Find task").await;
    by_hand.sees("another organization (ffff)").await;
    by_hand.focuses("taskId").await;
    assert_eq!(requests().len(), 0);

    answers(&[(200, FOUND)]);
    by_hand
        .enter(
            "Task ID",
            &format!("https://go.tallyfy.com/{}/tasks/{TASK}", ORG.to_uppercase()),
        )
        .await;
    by_hand.click("Try again").await;
    by_hand.sees("Is this the task?").await;
}

#[wasm_bindgen_test]
async fn a_timeout_of_zero_is_the_default_and_one_of_years_does_not_fire() {
    for timeout in [0, 2_147_484, u32::MAX] {
        answers(&[]);
        js_sys::eval("window.fetch = () => new Promise((resolve) => setTimeout(() => resolve(new Response('{}', { status: 403 })), 300))").unwrap();
        let screen = Screen::show(ArchiveTaskProps { timeout, ..given() }).await;
        screen.click("Find task").await;
        screen.sees("403").await;
    }
}

#[wasm_bindgen_test]
async fn the_second_tap_of_a_double_tap_archives_nothing() {
    let tap = Function::new_with_args(
        "button",
        "const init = { bubbles: true, composed: true, cancelable: true, detail: 1, clientX: 20, clientY: 20 };
         button.dispatchEvent(new PointerEvent('click', { ...init, pointerType: 'touch' }))",
    );
    js_sys::eval("window.now = performance.now; performance.now = () => 5_000").unwrap();
    answers(&[(200, FOUND), (200, FOUND)]);
    let screen = Screen::show(given()).await;
    tap.call1(&JsValue::NULL, &screen.button("Find task")).unwrap();
    screen.sees("Is this the task?").await;
    tap.call1(&JsValue::NULL, &screen.button("Archive task")).unwrap();
    js_sys::eval("performance.now = window.now").unwrap();
    screen.click("Start over").await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    let methods: Vec<_> = requests().into_iter().map(|request| request.method).collect();
    assert_eq!(methods, ["GET", "GET"]);
}

#[wasm_bindgen_test]
async fn the_browser_asks_before_the_page_is_left_only_while_a_change_is_in_flight() {
    // A listener for `beforeunload` keeps a page out of the back/forward cache, whatever it does.
    js_sys::eval(
        "window.asking = new Set();
         for (const [name, note] of [['addEventListener', 'add'], ['removeEventListener', 'delete']]) {
             const original = window[name];
             window[name] = function (type, listener, options) {
                 if (type === 'beforeunload') asking[note](listener);
                 return original.call(window, type, listener, options);
             };
         }",
    )
    .unwrap();
    let is_asking = || js_sys::eval("asking.size").unwrap() == 1;
    answers(&[(200, FOUND)]);
    let screen = Screen::show(given()).await;
    screen.click("Find task").await;
    screen.sees("Is this the task?").await;
    assert!(!is_asking());

    js_sys::eval("window.fetch = () => new Promise((resolve) => (window.answer = resolve))").unwrap();
    screen.click("Archive task").await;
    screen.sees("Archiving the task").await;
    assert!(is_asking(), "the DELETE is in flight");
    js_sys::eval("answer(new Response(null, { status: 204 }))").unwrap();
    screen.sees("The task is archived.").await;
    assert!(!is_asking());
}

/// On a slow machine, Yew lets the browser handle events between the rendering of a component and its `rendered`. Here
/// every machine is slow, and what Yew postpones runs when the test says so.
#[wasm_bindgen_test]
async fn progress_is_shown_although_rendered_is_called_late() {
    js_sys::eval(
        "window.originals = { setTimeout, now: Date.now };
         window.postponed = [];
         let time = Date.now();
         Date.now = () => (time += 20);
         window.setTimeout = (callback, delay, ...values) =>
             delay === 0 ? postponed.push(callback) : originals.setTimeout.call(window, callback, delay, ...values);
         window.runPostponed = () => postponed.splice(0).forEach((callback) => callback());",
    )
    .unwrap();
    let run_postponed = || js_sys::eval("runPostponed()").unwrap();
    let run_until = async |screen: &Screen, text: &str| {
        while !screen.text(".card").contains(text) {
            run_postponed();
            TimeoutFuture::new(10).await;
        }
    };
    answers(&[(200, FOUND)]);
    let screen = Screen::show_with(given(), run_postponed).await;
    screen.click("Find task").await;
    run_until(&screen, "Is this the task?").await;
    assert_eq!(js_sys::eval("postponed.length").unwrap(), 1, "`rendered` is postponed");

    js_sys::eval("window.fetch = () => new Promise(() => {})").unwrap();
    screen.click("Archive task").await;
    js_sys::eval("window.setTimeout = originals.setTimeout; Date.now = originals.now").unwrap();
    run_postponed();
    screen.sees("Archiving the task").await;
    screen.button("Cancel");
}

#[wasm_bindgen_test]
async fn an_ordinary_component_runs() {
    let part = Part::mount::<Sampler>().await;
    let [one, ..] = &part.all("li")[..] else {
        panic!("there are no rows");
    };
    assert_eq!(part.texts("li"), ["one: 0", "two: 0", "three: 0"]);

    part.click("li button").await;
    assert_eq!(part.texts("li"), ["one: 1", "two: 0", "three: 0"]);

    part.click(".reverse").await;
    assert_eq!(part.texts("li"), ["three: 0", "two: 0", "one: 1"]);
    assert_eq!(part.all("li").last(), Some(one), "the row was moved, not made again");

    part.enter("textarea", "typed").await;
    assert_eq!(part.texts("output"), ["TYPED"]);
    let circle = &part.all("svg circle")[0];
    assert_eq!(circle.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
}
