//! Which tasks a list has.

use sandbox::{NewTask, ORG, OTHER_ORG, Sandbox, active_run};
use serde_json::json;

use super::{list, titles, total, with_filtered};
use crate::client::start;

#[tokio::test]
async fn filters_narrow_the_list() {
    let sandbox = start();
    sandbox.add_task(NewTask {
        archived: true,
        ..NewTask::titled("Zebra crossing")
    });
    sandbox.add_task(NewTask::titled("zebra stripes"));
    sandbox.add_task(NewTask {
        run_id: Some(active_run()),
        ..NewTask::titled("Feed the zebra")
    });
    let linked = NewTask {
        run_id: Some(active_run()),
        is_oneoff_task: Some(true),
        ..NewTask::titled("Brush a zebra")
    };
    sandbox.add_task(linked);
    let (stripes, crossing, feed, brush) = ("zebra stripes", "Zebra crossing", "Feed the zebra", "Brush a zebra");
    let table: [(&str, &[&str]); 7] = [
        ("q=ZEBRA", &[brush, feed, stripes]),
        ("q=zebra&archived=only", &[crossing]),
        ("q=zebra&archived=true", &[brush, feed, stripes, crossing]),
        ("q=zebra&is_oneoff=true", &[brush, stripes]),
        ("q=zebra&is_oneoff=true&archived=only", &[crossing]),
        ("q=zebra&is_oneoff=false", &[feed]),
        ("q=zebra%20cross&archived=true", &[crossing]),
    ];
    for (query, expected) in table {
        let answer = list(&sandbox, &format!("{ORG}/tasks?{query}&sort=newest&per_page=10&page=1"))
            .await
            .json();
        let mut found = titles(&answer);
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[tokio::test]
async fn other_lists_belong_to_one_user_process_or_organization() {
    let sandbox = start();
    let run = active_run();
    let mine = NewTask {
        status: Some("completed".to_owned()),
        completed_at: Some("2026-11-20T10:00:00Z".to_owned()),
        owners: sandbox.task(&sandbox::case("plain").id).unwrap().owners,
        ..NewTask::titled("Done by me")
    };
    sandbox.add_task(mine);
    assert_eq!(total(&sandbox, &format!("{ORG}/runs/{run}/tasks")).await, 2);
    assert_eq!(total(&sandbox, &format!("{OTHER_ORG}/tasks")).await, 1);
    let user = total(&sandbox, &format!("{ORG}/users/1001/tasks")).await;
    assert!(user < total(&sandbox, &format!("{ORG}/tasks")).await);
    assert_eq!(total(&sandbox, &format!("{ORG}/users/1/tasks")).await, 0);
    // By default the caller's own list has only active tasks.
    assert_eq!(total(&sandbox, &format!("{ORG}/me/tasks?status=all")).await, user);
    let active = list(&sandbox, &format!("{ORG}/me/tasks?per_page=100")).await.json();
    assert!(!titles(&active).contains(&"Done by me") && titles(&active).contains(&"Plan the spring meeting"));
    assert!(total(&sandbox, &format!("{ORG}/me/tasks")).await < user);
    let unknown = list(&sandbox, &format!("{ORG}/runs/{}/tasks", "0".repeat(32))).await;
    assert_eq!(
        (unknown.status, &unknown.json()["code"]),
        (404, &json!("RESOURCE_NOT_FOUND"))
    );
    let elsewhere = list(&sandbox, &format!("{OTHER_ORG}/runs/{run}/tasks")).await;
    assert_eq!(elsewhere.status, 404);
}

const EVERY: [&str; 5] = ["complete", "guest", "overdue", "skipped", "soon"];

#[tokio::test]
async fn known_status_filters_apply_and_unknown_ones_are_ignored() {
    let sandbox = with_filtered();
    let table: [(&str, &[&str]); 18] = [
        ("status=all", &EVERY),
        ("status=active", &["guest", "overdue", "skipped", "soon"]),
        ("status=active-visible", &["guest", "overdue", "soon"]),
        ("status=not-started", &["guest", "overdue"]),
        ("status=in-progress", &["soon"]),
        ("status=complete", &["complete"]),
        ("status=overdue", &["overdue"]),
        ("status=due-soon", &["soon"]),
        ("status=on-time", &["guest", "skipped", "soon"]),
        ("status=has-problem", &[]),
        ("status=complete,overdue", &["complete", "overdue"]),
        ("status=complete,nonsense", &["complete"]),
        ("status=completed", &EVERY),
        ("status=archived", &EVERY),
        ("status=inprogress", &EVERY),
        ("status=hasproblem,due_soon", &EVERY),
        ("status=", &EVERY),
        ("status=complete&status=overdue", &["overdue"]),
    ];
    check(&sandbox, &table).await;
}

#[tokio::test]
async fn tasks_are_found_by_owner_date_and_process() {
    let sandbox = with_filtered();
    let table: [(&str, &[&str]); 21] = [
        ("owners=1001", &["complete", "overdue", "soon"]),
        ("owners=7,1001", &["complete", "overdue", "soon"]),
        ("owners=7", &[]),
        ("guests=guest@example.com", &["guest"]),
        ("unassigned=true", &["skipped"]),
        ("unassigned=True", &["skipped"]),
        ("unassigned=False", &EVERY),
        ("tag=urgent", &[]),
        ("created=2026-01-02", &["complete", "skipped", "soon"]),
        (
            "created=2025-12-31:2026-01-02",
            &["complete", "overdue", "skipped", "soon"],
        ),
        ("deadline_on=2026-11-24", &["soon"]),
        ("deadline_on=2026-11-24&deadline_before=2026-01-01", &["soon"]),
        ("deadline_before=2026-11-24", &["overdue"]),
        ("deadline_after=2026-11-24", &["complete", "guest", "skipped"]),
        (
            "deadline_start_range=2026-11-20&deadline_end_range=2026-11-24",
            &["overdue", "soon"],
        ),
        ("is_oneoff=True", &EVERY),
        ("is_oneoff=False", &[]),
        ("is_oneoff=0&is_oneoff=1", &EVERY),
        ("archived=True", &EVERY),
        ("archived=False", &EVERY),
        ("archived=only", &[]),
    ];
    check(&sandbox, &table).await;
    let of_process = list(&sandbox, &format!("{ORG}/tasks?q=onboarding%20of%20DANA"))
        .await
        .json();
    assert_eq!(titles(&of_process).len(), 2);
}

/// Checks which of the tasks `filtered …` each query finds.
async fn check(sandbox: &Sandbox, table: &[(&str, &[&str])]) {
    for (query, expected) in table {
        let answer = list(sandbox, &format!("{ORG}/tasks?q=filtered%20&{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        let answer = answer.json();
        let mut found: Vec<_> = titles(&answer)
            .into_iter()
            .map(|title| title.trim_start_matches("filtered "))
            .collect();
        found.sort_unstable();
        assert_eq!(found, *expected, "{query}");
    }
}

#[tokio::test]
async fn text_that_is_not_a_date_is_invalid() {
    let sandbox = start();
    for (field, value) in [
        ("created", "yesterday"),
        ("created", "2026-01-01:"),
        ("created", ":2026-01-01"),
        ("created", "2026-13-01"),
        ("deadline_on", "2026-02-32"),
        ("deadline_before", "+026-01-01"),
        ("deadline_after", "%f0%9f%98%80%f0%9f%98%80"),
        ("deadline_start_range", "99999999999999999999-01-01"),
        ("deadline_end_range", "2026-1-1"),
    ] {
        let answer = list(&sandbox, &format!("{ORG}/tasks?{field}={value}")).await;
        assert_eq!(answer.status, 422, "{field}={value}");
        assert!(answer.json()["errors"][field].is_array(), "{field}={value}");
    }
    // A seeded deadline need not be a date.
    for deadline in ["", "soon", "\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}", "2026"] {
        sandbox.add_task(NewTask {
            deadline: Some(deadline.to_owned()),
            created_at: Some(deadline.to_owned()),
            ..NewTask::titled("odd")
        });
    }
    let path = format!("{ORG}/tasks?q=odd&status=overdue,due-soon&deadline_before=2027-01-01&created=2026-01-01");
    assert_eq!(list(&sandbox, &path).await.status, 200);
}
