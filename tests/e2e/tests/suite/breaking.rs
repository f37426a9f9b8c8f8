//! A trap in the WebAssembly: every element of the page keeps what is known, and each can start again.

use e2e::{Page, Stage, State, eventually, play};
use sandbox::{Fault, NewTask, ORG, Operation, Reply, TOKEN, Task};
use serde_json::{Value, json};

use crate::scene::wait_for_script;

/// A page that adds elements, and can be made to have no `<span>` any more: Yew panics where it cannot make an element,
/// as it does on the spinner.
fn open(stage: &Stage) {
    for expected in ["nreachable", "wasm", "closure"] {
        stage.expect(expected);
    }
    let script = format!(
        r#"import "/tallyfy-archive.js";
        const {{ createElement }} = document;
        const {{ cloneNode }} = Node.prototype;
        const refuse = (name) => {{
          if (name === "span") throw new Error("no spans");
        }};
        window.spoil = (spoilt) => {{
          document.createElement = function (name, ...rest) {{
            if (spoilt) refuse(name);
            return createElement.call(document, name, ...rest);
          }};
          Node.prototype.cloneNode = function (...rest) {{
            if (spoilt) refuse(this.localName);
            return cloneNode.apply(this, rest);
          }};
        }};
        window.settled = {{}};
        window.add = (id, taskId) => {{
          const element = document.createElement("tallyfy-archive-task");
          document.body.append(Object.assign(element, {{ id, taskId, orgId: "{ORG}", apiBase: "/api", token: "{TOKEN}" }}));
        }};
        window.begin = (id, method) =>
          void document.getElementById(id)[method]().then((state) => (window.settled[`${{id}} ${{method}}`] = state));"#
    );
    stage.open(&Page::embedding("", script));
    wait_for_script(stage, "begin");
}

/// Adds an element with a task of its own; answers with the task's id.
fn add(stage: &Stage, id: &str) -> String {
    let task = stage.api().add_task(NewTask::titled(format!("Task of {id}")));
    stage.browser.run("add(...arguments)", &json!([id, task]));
    task
}

fn begin(stage: &Stage, id: &str, method: &str) {
    stage.browser.run("begin(...arguments)", &json!([id, method]));
}

fn spoil(stage: &Stage, spoilt: bool) {
    stage.browser.run("spoil(arguments[0])", &json!([spoilt]));
}

/// What the page is told of an element by its properties.
fn seen(stage: &Stage, id: &str) -> Value {
    let script = "const { state, item, problem, hasToken } = document.getElementById(arguments[0]);
        return { state, item, problem, hasToken }";
    stage.browser.run(script, &json!([id]))
}

/// What promises of methods have resolved with.
fn settled(stage: &Stage, what: &str) -> Option<String> {
    let found = stage.browser.run("return settled[arguments[0]]", &json!([what]));
    found.as_str().map(str::to_owned)
}

/// Leaves requests without an answer, until there is a spinner.
fn silence(stage: &Stage, task: &str, operation: Operation) {
    let fault = Fault::reply(Reply::Silence).after_work();
    stage.api().set_fault(task, operation, fault);
}

fn fail(stage: &Stage, task: &str, operation: Operation, status: u16) {
    let fault = Fault::status(status, "No.").after_work();
    stage.api().set_fault(task, operation, fault);
}

/// Crashes the WebAssembly in an element of this id, which is finding, and mends the page.
fn crash(stage: &Stage, id: &str) {
    let task = add(stage, id);
    let widget = stage.widget(&format!("#{id}"));
    assert_eq!(widget.call("reset"), State::Idle, "the WebAssembly is there");
    spoil(stage, true);
    silence(stage, &task, Operation::Get);
    assert_eq!(widget.call("find"), State::Idle, "it settles");
    assert!(widget.text().contains("Try again to restart it"), "{}", widget.text());
    assert_eq!(widget.attribute_of(".problem", "role").as_deref(), Some("alert"));
    spoil(stage, false);
    stage.api().clear_faults();
}

#[test]
fn a_trap_while_archiving_leaves_the_outcome_open_until_it_is_checked_after_the_restart() {
    play(|stage| {
        open(stage);
        let task = add(stage, "first");
        let first = stage.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        spoil(stage, true);
        silence(stage, &task, Operation::Archive);
        assert_eq!(first.call("archive"), State::Unknown, "it settles");
        spoil(stage, false);
        stage.api().clear_faults();
        let told = stage.events_called("tallyfy-unknown");
        assert_eq!(told.len(), 1, "{told:?}");
        let detail = &told[0]["detail"];
        assert_eq!(detail["taskId"], task.as_str());
        assert_eq!(detail["id"], task.as_str());
        assert_eq!(detail["orgId"], ORG);
        assert_eq!(detail["item"]["title"], "Task of first");
        assert_eq!(detail["operation"], "archive");
        assert_eq!(detail["problem"]["kind"], "unexpected");
        assert_eq!(detail["checking"], true);

        first.waits_for(State::Archived);
        let told = stage.events_called("tallyfy-archived");
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0]["detail"]["taskId"], task.as_str());
        assert_eq!(told[0]["detail"]["alreadyArchived"], false);
        assert_eq!(stage.events_called("tallyfy-unknown").len(), 1);
        assert!(first.text().contains("Task of first"), "{}", first.text());
    });
}

#[test]
fn after_a_trap_the_token_is_still_removed_from_what_the_server_sends_back() {
    play(|stage| {
        open(stage);
        let task = add(stage, "first");
        let first = stage.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        crash(stage, "second");
        let echo = Fault::status(403, format!(r#"{{"message":"You sent {TOKEN}."}}"#));
        stage.api().set_fault(&task, Operation::Get, echo);
        assert_eq!(first.call("find"), State::Refused);
        assert!(first.text().contains("You sent"), "{}", first.text());
        assert!(!first.text().contains(TOKEN), "{}", first.text());
        assert!(!first.problem().to_string().contains(TOKEN), "{}", first.problem());
    });
}

#[test]
fn a_trap_while_finding_leaves_nothing_open_and_methods_start_again_too() {
    play(|stage| {
        open(stage);
        crash(stage, "first");
        let first = stage.widget("#first");
        assert!(stage.events_called("tallyfy-unknown").is_empty());
        assert_eq!(
            first.call("find"),
            State::Review,
            "it is loaded anew, and has its token"
        );
        assert!(first.text().contains("Task of first"), "{}", first.text());
    });
}

#[test]
fn a_trap_of_one_element_leaves_what_is_known_of_every_other_one() {
    play(|stage| {
        open(stage);
        let ids = ["review", "refused", "archived", "restored", "unknown"];
        for id in ids {
            let task = add(stage, id);
            let widget = stage.widget(&format!("#{id}"));
            assert_eq!(widget.call("find"), State::Review);
            match id {
                "refused" => {
                    let refusal = Fault::status(403, r#"{"message":"Ask your administrator."}"#);
                    stage.api().set_fault(&task, Operation::Archive, refusal);
                    assert_eq!(widget.call("archive"), State::Refused);
                }
                "archived" => assert_eq!(widget.call("archive"), State::Archived),
                "restored" => {
                    assert_eq!(widget.call("archive"), State::Archived);
                    assert_eq!(widget.call("restore"), State::Restored);
                }
                "unknown" => {
                    let refusal = Fault::status(403, r#"{"message":"Not now."}"#);
                    stage.api().set_fault(&task, Operation::Archive, refusal);
                    fail(stage, &task, Operation::Get, 500);
                    assert_eq!(widget.call("archive"), State::Unknown);
                }
                _ => {}
            }
        }
        let known = ids.map(|id| seen(stage, id));
        let told = stage.events().len();
        crash(stage, "spare");
        let of_spare = |event: &Value| event["from"] == "spare";
        let news: Vec<_> = stage.events().split_off(told);
        assert!(news.iter().all(of_spare), "{news:?}");
        for (id, known) in ids.iter().zip(&known) {
            let widget = stage.widget(&format!("#{id}"));
            assert!(widget.text().contains("Try again to restart it"), "{}", widget.text());
            assert_eq!(seen(stage, id), *known, "after the crash");
        }

        let told = stage.events().len();
        for (id, known) in ids.iter().zip(&known) {
            let widget = stage.widget(&format!("#{id}"));
            widget.press("Try again");
            let drawn = format!(".card[data-state={id}]");
            eventually(|| widget.part(&drawn)).unwrap_or_else(|| panic!("{id}: {}", widget.text()));
            assert_eq!(seen(stage, id), *known, "after the restart");
            assert!(widget.text().contains(&format!("Task of {id}")), "{}", widget.text());
        }
        assert_eq!(stage.events().len(), told, "nothing has happened");

        let [review, refused, archived, restored, unknown] = ids.map(|id| stage.widget(&format!("#{id}")));
        assert_eq!(review.call("archive"), State::Archived, "it has its token");
        assert!(refused.text().contains("Ask your administrator."), "{}", refused.text());
        archived.press("Restore task");
        archived.waits_for(State::Restored);
        assert_eq!(restored.call("find"), State::Review);
        assert_eq!(unknown.call("check"), State::Refused);
    });
}

#[test]
fn a_trap_of_one_element_leaves_no_change_of_another_one_unchecked() {
    play(|stage| {
        open(stage);
        let [flying, checked, moved] = ["flying", "checked", "moved"].map(|id| {
            let task = add(stage, id);
            assert_eq!(stage.widget(&format!("#{id}")).call("find"), State::Review);
            task
        });
        fail(stage, &checked, Operation::Archive, 500);
        fail(stage, &checked, Operation::Get, 500);
        begin(stage, "checked", "archive");
        eventually(|| (seen(stage, "checked")["state"] == "unknown").then_some(())).expect("it cannot be read");
        let known = seen(stage, "checked");
        // The change of this one goes on in the background.
        silence(stage, &moved, Operation::Archive);
        begin(stage, "moved", "archive");
        eventually(|| stage.api().task(&moved).filter(Task::is_archived)).expect("it is sent");
        let next = stage.api().add_task(NewTask::titled("Another task"));
        stage.widget("#moved").set("taskId", &json!(next));
        assert_eq!(stage.widget("#moved").call("find"), State::Review);
        silence(stage, &flying, Operation::Archive);
        begin(stage, "flying", "archive");
        eventually(|| stage.api().task(&flying).filter(Task::is_archived)).expect("it is sent");

        let told = stage.events().len();
        crash(stage, "spare");
        let news: Vec<_> = stage.events().split_off(told);
        let unknown: Vec<_> = news.iter().filter(|event| event["name"] == "tallyfy-unknown").collect();
        let about: Vec<_> = unknown.iter().map(|event| event["detail"]["taskId"].as_str()).collect();
        assert_eq!(about.len(), 2, "{unknown:?}");
        assert!(
            about.contains(&Some(&flying)) && about.contains(&Some(&moved)),
            "{about:?}"
        );
        assert_eq!(seen(stage, "flying")["state"], "unknown");
        assert_eq!(seen(stage, "flying")["problem"]["kind"], "unexpected");
        assert_eq!(seen(stage, "checked"), known);
        assert_eq!(seen(stage, "moved")["state"], "review");
        for what in ["flying archive", "checked archive", "moved archive"] {
            assert_eq!(settled(stage, what).as_deref(), Some("unknown"), "{what}");
        }

        let archived = || {
            let told = stage.events_called("tallyfy-archived");
            told.iter()
                .filter_map(|event| event["detail"]["taskId"].as_str().map(str::to_owned))
                .collect::<Vec<_>>()
        };
        eventually(|| (archived().len() == 3).then_some(())).unwrap_or_else(|| panic!("{:?}", archived()));
        assert!(
            [&flying, &checked, &moved]
                .iter()
                .all(|task| archived().contains(*task))
        );
        stage.widget("#flying").waits_for(State::Archived);
        stage.widget("#checked").waits_for(State::Archived);
        stage.widget("#moved").waits_for(State::Review);
        assert_eq!(seen(stage, "moved")["item"]["id"], next.as_str());
    });
}

#[test]
fn a_page_on_which_it_always_crashes_does_not_spin() {
    play(|stage| {
        stage.set_clock();
        open(stage);
        let task = add(stage, "first");
        let first = stage.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        spoil(stage, true);
        silence(stage, &task, Operation::Archive);
        begin(stage, "first", "archive");
        let crashes = "return witness.console.filter(({ text }) => /nreachable/.test(text)).length";
        let crashes = || stage.browser.run(crashes, &json!([])).as_u64().unwrap_or_default();
        for _ in 0..12 {
            stage.skip(std::time::Duration::from_secs(10));
        }
        let many = crashes();
        assert!((2..12).contains(&many), "{many} times");
        stage.skip(std::time::Duration::from_mins(5));
        assert_eq!(crashes(), many, "it has given up");
        let told = stage.events_called("tallyfy-unknown");
        assert_eq!(
            told.last().map(|event| event["detail"]["checking"].clone()),
            Some(json!(false))
        );
        assert_eq!(first.state(), "unknown");
    });
}
