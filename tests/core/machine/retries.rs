//! Retries after 429 and 503, within the limits. A 503 may have been executed, and is verified first.

use super::endings::answers_later;
use super::scenario::Scenario;
use super::start::{START, WINDOW, archiving, found, idle, restoring};
use crate::archive::{Activity, Phase};
use crate::core_tests::TASK;

/// Every request that is retried, its name, and what follows a 503.
fn requests() -> [(Scenario, &'static str, &'static str); 4] {
    let list = "GET tasks archived=only page=1";
    [
        (idle().finds(TASK), "GET tasks/{task}", "GET tasks/{task}"),
        (idle().finds(TASK).answers("404"), list, list),
        (archiving(), "DELETE tasks/{task}", "GET tasks/{task}"),
        (restoring(), "PUT tasks/{task}/restore", "GET tasks/{task}"),
    ]
}

#[test]
fn retry_after_is_obeyed() {
    for (scenario, after_429, after_503) in requests() {
        let waited = scenario.clone().answers("rate-limited-429").does("wait 2000");
        waited.elapses().does(after_429);
        let waited = scenario.clone().answers("server-error-503").does("wait 1000");
        waited.elapses().does(after_503);
        for wait in [0.0, 1_500.0, 120_000.0] {
            let waited = answers_later(scenario.clone(), 429, wait).does(&format!("wait {wait}"));
            waited.elapses().does(after_429);
        }
    }
}

#[test]
fn without_retry_after_the_backoff_doubles_with_jitter() {
    for (scenario, request, _) in requests() {
        for (jitter, delays) in [
            (0.5, [1_000, 2_000, 4_000]),
            (0.0, [750, 1_500, 3_000]),
            (1.0, [1_250, 2_500, 5_000]),
        ] {
            let mut scenario = scenario.clone().with_jitter(jitter);
            for wait in delays {
                let waited = scenario.answers("429").does(&format!("wait {wait}"));
                scenario = waited.elapses().does(request);
            }
        }
    }
}

#[test]
fn a_503_is_retried_only_after_a_read_shows_that_it_was_not_executed() {
    for (scenario, not, done, request) in [
        (
            archiving(),
            "get-200-one-off",
            "get-200-archived",
            "DELETE tasks/{task}",
        ),
        (
            restoring(),
            "get-200-archived",
            "get-200-one-off",
            "PUT tasks/{task}/restore",
        ),
    ] {
        let read = scenario.answers("503").elapses().does("GET tasks/{task}");
        read.clone().answers(not).does(request);
        let settled = read.clone().answers(done);
        assert!(matches!(settled.state().as_str(), "archived" | "restored"));
        for nothing in ["401", "429", "500", "503", "get-200-html", "200…"] {
            let unknown = read.clone().answers(nothing);
            assert!(unknown.state().ends_with("server-error, checked later"), "{nothing}");
        }
    }
    let gone = archiving()
        .answers("503")
        .elapses()
        .answers_all(&["not-found-404", "list-200-empty"]);
    gone.is("unknown: archive server-error, checked later");
}

#[test]
fn an_operation_is_retried_at_most_three_times() {
    let after_429 = |scenario: Scenario| scenario.answers("429").elapses().does("DELETE tasks/{task}").sent();
    let after_503 = |scenario: Scenario| {
        let read = scenario.answers("503").elapses().does("GET tasks/{task}");
        read.answers("get-200-one-off").does("DELETE tasks/{task}").sent()
    };
    let thrice = [
        after_429(after_429(after_429(archiving()))),
        after_503(after_503(after_503(archiving()))),
        after_429(after_503(after_429(archiving()))),
        after_503(after_429(after_503(archiving()))),
    ];
    for scenario in thrice {
        scenario.clone().answers("429").does("GET tasks/{task}");
        scenario.clone().answers("503").does("GET tasks/{task}");
        scenario.answers("204").is("archived: 204");
    }
    let find = (0..3).fold(idle().finds(TASK), |scenario, _| scenario.answers("503").elapses());
    find.clone().answers("503").is("refused: find server-error");
    find.clone().answers("429").is("refused: find rate-limited");
    let list = find.answers("404").does("GET tasks archived=only page=1");
    list.answers("429").is("refused: find rate-limited");
}

#[test]
fn a_wait_over_two_minutes_is_refused_with_the_time() {
    for (status, kind) in [(429, "rate-limited"), (503, "server-error")] {
        let find = answers_later(idle().finds(TASK), status, 120_001.0);
        assert_eq!(find.problem().and_then(|problem| problem.retry_after), Some(120_001.0));
        find.is(&format!("refused: find {kind}"));
        let change = answers_later(archiving(), status, 120_001.0).does("GET tasks/{task}");
        let change = change.answers("500").is(&match status {
            429 => format!("unknown: archive {kind}"),
            _ => format!("unknown: archive {kind}, checked later"),
        });
        assert_eq!(
            change.problem().and_then(|problem| problem.retry_after),
            Some(120_001.0)
        );
    }
}

#[test]
fn an_unexecuted_429_beyond_the_limits_is_refused_at_once() {
    let ended = answers_later(archiving(), 429, 1e12);
    ended.answers("get-200-one-off").is("refused: archive rate-limited");
}

/// The windows of all sends have to be closed.
#[test]
fn a_refusal_after_a_retried_503_is_final_only_after_its_window() {
    let retried = || archiving().answers("503").elapses().answers("get-200-one-off").sent();
    for (ending, problem) in [
        ("forbidden-403", "forbidden"),
        ("429 in an hour", "rate-limited"),
        ("unauthenticated-401", "unauthenticated"),
    ] {
        let ended = super::endings::end(retried(), ending).answers("get-200-one-off");
        let unknown = ended.does("archiving→unknown, Unknown, checking!, wait 2000");
        let unknown = unknown.is(&format!("unknown: archive {problem}, checked later"));
        let mut early = unknown.clone();
        early.env.now_ms = START + WINDOW - 1.0;
        early
            .checks()
            .answers("get-200-one-off")
            .is(&format!("unknown: archive {problem}, checked later"));
        let mut late = unknown;
        late.env.now_ms = START + WINDOW;
        let late = late.checks().answers("get-200-one-off");
        assert!(late.done().contains("Refused!"), "{}", late.done());
    }
}

#[test]
fn a_429_was_not_executed_and_opens_no_window() {
    let ended = archiving().answers("429").elapses().sent().answers("forbidden-403");
    ended.answers("get-200-one-off").is("refused: archive forbidden");
}

#[test]
fn a_rate_limited_verification_is_not_retried_and_counts_as_none() {
    for status in ["429", "503", "rate-limited-429"] {
        let read = archiving().answers("500").answers(status);
        read.is("unknown: archive server-error, checked later");
    }
}

#[test]
fn the_end_of_the_backoff_is_in_the_phase() {
    let activity = |scenario: &Scenario| match scenario.machine.phase() {
        Phase::Pending { activity, since, .. } => (activity, since),
        phase => panic!("{phase:?}"),
    };
    let scenario = archiving().answers("rate-limited-429");
    assert_eq!(activity(&scenario), (Activity::WaitingUntil(START + 2_000.0), START));
    assert_eq!(activity(&scenario.elapses()), (Activity::Sending, START));
    let read = archiving().answers("503").elapses();
    assert_eq!(activity(&read).0, Activity::Verifying);
}

#[test]
fn a_request_held_back_by_another_widget_waits_until_it_is_sent() {
    let activity = |scenario: &Scenario| match scenario.machine.phase() {
        Phase::Pending { activity, .. } => activity,
        phase => panic!("{phase:?}"),
    };
    let held = found().confirms().approved().held(60_000.0).does("").is("archiving");
    assert_eq!(activity(&held), Activity::WaitingUntil(START + 60_000.0));
    assert_eq!(activity(&held.clone().sent()), Activity::Sending);
    held.clone().cancels().is("refused: archive cancelled");
    held.sent().answers("204").is("archived: 204");
}

#[test]
fn only_the_end_of_the_backoff_continues() {
    let scenario = archiving().answers("429");
    let scenario = scenario.archives(TASK).does("").approved().does("").restores().does("");
    let scenario = scenario.finds(TASK).does("").checks().does("").wakes().does("");
    scenario
        .sent()
        .does("")
        .answers("204")
        .does("")
        .is("archiving")
        .elapses()
        .does("DELETE tasks/{task}");
}

#[test]
fn a_timer_that_fires_early_is_restarted() {
    let mut scenario = archiving().answers("rate-limited-429");
    scenario.due = START + 1_500.0;
    let scenario = scenario.elapses().does("wait 500").is("archiving");
    scenario.elapses().does("DELETE tasks/{task}");
}
