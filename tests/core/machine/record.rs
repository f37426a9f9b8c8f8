//! A machine resumes from the record of another one, after a crash or a release.

use crate::archive::{Env, Machine, Msg, Operation};
use crate::tallyfy::{
    ApiBase, BaseError, FieldError, IdError, LinkError, Problem, ProblemKind, TaskIdError, TokenError,
};
use serde_json::Value;

use super::scenario::Scenario;
use super::start::{OTHER, START, WINDOW, archived, archiving, found, idle, restoring, unknown};
use crate::core_tests::TASK;
use crate::core_tests::json::Observation;
use crate::core_tests::target;

fn record_of(scenario: &Scenario) -> Value {
    serde_json::to_value(scenario.machine.record()).expect("JSON")
}

/// The same scenario with another machine, resumed from the record, so many milliseconds after the first one stopped.
fn resumed(scenario: Scenario, ago: f64) -> Scenario {
    let record = record_of(&scenario);
    let (machine, env) = (Machine::default(), scenario.env);
    let mut scenario = Scenario { machine, ..scenario };
    let commands = scenario.machine.resume(env, &Observation(&record), env.now_ms - ago);
    scenario.carried(commands)
}

fn crashed(scenario: Scenario) -> Scenario {
    resumed(scenario, 0.0)
}

#[test]
fn a_settled_job_is_restored_unchanged() {
    for scenario in [
        idle(),
        idle().rejects(Operation::Archive),
        found(),
        found().confirms().vetoed(),
        archived().after(WINDOW),
        idle().finds(TASK).answers("get-200-archived"),
        archiving().answers("403").answers("get-200-archived"),
        archived().after(WINDOW).restores().sent().answers("204"),
        idle().finds(TASK).answers("get-200-linked"),
        idle().finds(TASK).answers("not-found-404").answers("list-200-empty"),
        idle().finds(TASK).answers("not-found-404").answers("forbidden-403"),
        archiving().answers("invalid-422-fields").answers("get-200-one-off"),
        archiving().answers("401").answers("401"),
    ] {
        let (state, phase, record) = (scenario.state(), scenario.machine.phase(), record_of(&scenario));
        let item = scenario.machine.item().cloned();
        let back = crashed(scenario).does("").is(&state);
        assert_eq!(back.machine.phase(), phase, "{state}");
        assert_eq!(back.machine.item().cloned(), item, "{state}");
        let mut again = record_of(&back);
        again["last_id"] = record["last_id"].clone();
        assert_eq!(again, record, "{state}");
        assert!(back.machine.is_idle(), "{state}");
    }
}

#[test]
fn an_undo_after_a_crash_takes_the_earlier_change_into_account() {
    let undone = crashed(archived()).after(10_000.0).restores().sent().answers("204");
    undone.does("restoring→restored, Restored!, resolve restored, wait 20000");
}

#[test]
fn a_scheduled_follow_up_read_survives_a_restart() {
    let undone = archived().after(10_000.0).restores().sent().answers("204");
    assert!(!undone.machine.is_idle());
    let read = crashed(undone.after(1_000.0)).does("wait 19000").elapses();
    let read = read.does("GET tasks/{task}");
    read.answers("get-200-archived").is("archived: perhaps by others");
}

#[test]
fn a_job_tells_what_a_crash_makes_of_it() {
    let front = |scenario: &Scenario, key: &str| record_of(scenario)["front"][key].clone();
    for (scenario, state, has_follow_up) in [
        (idle().finds(TASK), "idle", false),
        (found().confirms(), "review", false),
        (archiving(), "unknown", false),
        (archived().after(10_000.0).restores(), "archived", false),
        (archived().after(10_000.0).restores().sent(), "unknown", false),
        (
            archived().after(10_000.0).restores().sent().answers("204"),
            "restored",
            true,
        ),
    ] {
        let state_now = scenario.state();
        assert_eq!(front(&scenario, "state_after_crash"), state, "{state_now}");
        assert_eq!(front(&scenario, "has_follow_up"), has_follow_up, "{state_now}");
        let id = scenario.machine.current().map(f64::from);
        assert_eq!(front(&scenario, "job_id").as_f64(), id, "{state_now}");
    }
}

#[test]
fn a_change_in_flight_is_checked_like_one_without_a_response() {
    for (scenario, item) in [
        (archiving(), "get-200-archived"),
        (archiving().loses(ProblemKind::Timeout), "get-200-archived"),
        (archiving().answers("401"), "get-200-archived"),
        (archiving().answers("429"), "get-200-archived"),
        (restoring(), "get-200-one-off"),
    ] {
        let known = scenario.state();
        let lost = resumed(scenario.after(3_000.0), 3_000.0);
        let lost = lost.does("wait 2000").elapses().does("GET tasks/{task}");
        assert_eq!(lost.machine.state().as_str(), "unknown", "{known}");
        let problem = lost.problem().expect("a problem");
        assert_eq!(
            (problem.kind, problem.status),
            (ProblemKind::Unexpected, None),
            "{known}"
        );
        let done = lost.answers(item);
        assert!(
            ["archived", "restored"].contains(&done.machine.state().as_str()),
            "{known}"
        );
    }
}

#[test]
fn its_window_starts_at_the_crash() {
    let lost = resumed(archiving().after(WINDOW - 1.0), WINDOW - 1.0);
    let before = lost.does("wait 1").after(0.5).checks().answers("get-200-one-off");
    assert_eq!(before.machine.state().as_str(), "unknown", "the window is open");
    let after = before.elapses().answers("get-200-one-off");
    assert_eq!(after.machine.state().as_str(), "refused");

    let late = resumed(archiving().after(WINDOW), WINDOW).does("wait 0").elapses();
    let late = late.answers("not-found-404").does("GET tasks archived=only page=1");
    assert_eq!(late.answers("list-200").machine.state().as_str(), "archived");
}

#[test]
fn the_window_starts_at_the_crash_and_not_at_the_send() {
    let lost = crashed(archiving().after(WINDOW)).does("wait 2000").elapses();
    let seen = lost.answers("get-200-one-off");
    assert_eq!(seen.machine.state().as_str(), "unknown", "a copy may be executed yet");
}

#[test]
fn an_unsent_change_leaves_the_previous_state() {
    crashed(idle().finds(TASK)).does("").is("idle");
    crashed(found().confirms()).does("").is("review");
    crashed(found().confirms().approved()).does("").is("review");
    let offline = found().offline().confirms().approved();
    crashed(offline).does("").is("review");
    let restored = idle().finds(TASK).answers("get-200-archived").restores();
    crashed(restored).does("").is("archived: perhaps by others");
    let left = found().confirms().approved().finds(OTHER);
    crashed(left).does("").is("idle").has_behind(&[]);
}

#[test]
fn an_unknown_outcome_stays_unknown_and_is_still_checked() {
    let scenario = unknown().after(1_000.0);
    let known = scenario.state();
    let back = crashed(scenario).does("wait 1000").is(&known);
    let done = back.elapses().answers("get-200-archived");
    assert_eq!(done.machine.state().as_str(), "archived");

    // The row it is looked up in is known as well: nothing but a refusal is refused before the window closes.
    let unchecked = archiving().answers("403").answers("500");
    let known = unchecked.state();
    let back = crashed(unchecked).does("").is(&known);
    let refused = back.checks().answers("get-200-one-off");
    assert_eq!(refused.machine.state().as_str(), "refused");
}

#[test]
fn a_job_in_the_background_continues() {
    let lost = crashed(archiving().finds(OTHER)).does("wait 2000").is("idle");
    let settled = lost.elapses().answers("get-200-archived");
    settled.does("behind: Archived!, behind: resolve archived");

    let settled = archiving().retargets(OTHER);
    let ticket = settled.ticket;
    let settled = settled.back_to(ticket).answers("archive-204");
    let shown = crashed(settled).does("").has_behind(&["archived: 204"]).retargets(TASK);
    shown.is("archived: 204");
}

#[test]
fn a_relative_base_on_an_http_page_is_restored() {
    let base = ApiBase::at_origin("http://intranet", "/api").expect("a base");
    let mut scenario = idle();
    let target = crate::archive::Target { base, ..target(TASK) };
    scenario = scenario.gets(crate::archive::Msg::Find(target.clone()));
    let back = crashed(scenario.answers("get-200-one-off"));
    assert_eq!(back.machine.target(), Some(&target));
}

#[test]
fn an_invalid_record_is_ignored() {
    let env = Env {
        now_ms: START,
        jitter: 0.5,
        is_online: true,
        can_refresh_token: false,
    };
    for text in [
        "null",
        "{}",
        "[]",
        r#"{"front":{"state":"archived"},"background":[1],"changes":[{}]}"#,
    ] {
        let value: Value = serde_json::from_str(text).expect(text);
        let mut machine = Machine::default();
        assert_eq!(machine.resume(env, &Observation(&value), START), [], "{text}");
        assert_eq!(machine.state().as_str(), "idle", "{text}");
    }
}

#[test]
fn a_field_error_survives_the_record() {
    let text = str::to_owned;
    let ids = || {
        [
            IdError::Empty,
            IdError::TooLong(256),
            IdError::Character('\u{1F4C4}', 3),
        ]
    };
    let mut errors = vec![
        FieldError::Server {
            field: text("taskId"),
            message: text("is “wrong”"),
        },
        FieldError::ApiBase(BaseError::NotAUrl),
        FieldError::ApiBase(BaseError::Insecure),
        FieldError::ApiBase(BaseError::Credentials),
        FieldError::ApiBase(BaseError::QueryOrFragment),
        FieldError::ApiBase(BaseError::NoOrigin),
        FieldError::ApiBase(BaseError::Character('\0')),
        FieldError::TaskId(TaskIdError::Link(LinkError::ForeignHost)),
        FieldError::TaskId(TaskIdError::Link(LinkError::NoTask)),
        FieldError::TaskId(TaskIdError::LinkToProcess),
        FieldError::TaskId(TaskIdError::LinkToOtherOrg {
            linked: text("a"),
            organization: text("b"),
        }),
        FieldError::Token(TokenError::Empty),
        FieldError::Token(TokenError::Character('“', 1)),
        FieldError::TokenNotGiven,
        FieldError::TokenIsWebPage,
    ];
    errors.extend(ids().map(FieldError::OrgId));
    errors.extend(ids().map(|error| FieldError::TaskId(TaskIdError::Id(error))));
    errors.extend(ids().map(|error| FieldError::TaskId(TaskIdError::Link(LinkError::Id(error)))));
    let rejected = idle().gets(Msg::Reject(Operation::Find, Problem::bad_input(errors.clone())));
    let (_, problem) = crashed(rejected).machine.problem().expect("a problem");
    assert_eq!(problem.fields, errors);
}
