//! Lists of tasks.

use reqwest::Method;
use sandbox::{NewTask, ORG, OTHER_ORG, Sandbox, active_run};
use serde_json::{Value, json};

use crate::client::{Answer, send, start};

async fn list(sandbox: &Sandbox, path: &str) -> Answer {
    send(sandbox, Method::GET, &format!("/api/organizations/{path}")).await
}

fn titles(list: &Value) -> Vec<&str> {
    list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["title"].as_str().unwrap())
        .collect()
}

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
async fn pages_hold_every_task_once() {
    let sandbox = start();
    let first = list(&sandbox, &format!("{ORG}/tasks?q=plants&per_page=5")).await.json();
    let pagination = first["meta"]["pagination"].clone();
    assert_eq!(
        (&pagination["total"], &pagination["count"], &pagination["per_page"]),
        (&json!(14), &json!(5), &json!(5))
    );
    assert_eq!(
        (&pagination["current_page"], &pagination["total_pages"]),
        (&json!(1), &json!(3))
    );
    let next = format!("{}/organizations/{ORG}/tasks?q=plants&per_page=5&page=2", sandbox.api());
    assert_eq!(pagination["links"]["next"], next);
    assert!(pagination["links"].get("previous").is_none());

    let mut seen: Vec<String> = Vec::new();
    for page in 1..=3 {
        let page = list(&sandbox, &format!("{ORG}/tasks?q=plants&per_page=5&page={page}"))
            .await
            .json();
        seen.extend(titles(&page).into_iter().map(str::to_owned));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 14);
    let beyond = list(&sandbox, &format!("{ORG}/tasks?q=plants&per_page=5&page=9"))
        .await
        .json();
    assert_eq!(
        (&beyond["data"], &beyond["meta"]["pagination"]["count"]),
        (&json!([]), &json!(0))
    );
}

#[tokio::test]
async fn an_empty_list_has_one_empty_page() {
    let sandbox = start();
    let answer = list(&sandbox, &format!("{ORG}/tasks?q=nothing%20is%20called%20this"))
        .await
        .json();
    let pagination = json!({
        "total": 0, "count": 0, "per_page": 10, "current_page": 1, "total_pages": 1, "links": [],
    });
    assert_eq!(answer, json!({ "data": [], "meta": { "pagination": pagination } }));
}

#[tokio::test]
async fn the_order_is_newest_first_unless_asked_otherwise() {
    let sandbox = start();
    let moments = |list: &Value| -> Vec<String> {
        list["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|task| task["created_at"].as_str().unwrap().to_owned())
            .collect()
    };
    for (sort, newest_first) in [
        ("", true),
        ("&sort=newest", true),
        ("&sort=oldest", false),
        ("&sort_by=newest", true),
    ] {
        let found = moments(&list(&sandbox, &format!("{ORG}/tasks?per_page=100{sort}")).await.json());
        let mut sorted = found.clone();
        sorted.sort();
        if newest_first {
            sorted.reverse();
        }
        assert_eq!(found, sorted, "{sort}");
        assert!(found.len() > 20);
    }
}

async fn total(sandbox: &Sandbox, path: &str) -> u64 {
    list(sandbox, path).await.json()["meta"]["pagination"]["total"]
        .as_u64()
        .unwrap()
}

#[tokio::test]
async fn other_lists_are_about_one_user_one_process_or_one_organization() {
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
    // The caller's own list holds what is still to be done, unless it is asked for more.
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

/// A sandbox with the owners, deadlines and states that the filters are about, each on a task called after it.
fn with_filtered() -> Sandbox {
    let sandbox = start();
    let owners = sandbox.task(&sandbox::case("plain").id).unwrap().owners;
    let guests = sandbox::Owners {
        guests: vec!["guest@example.com".to_owned()],
        ..sandbox::Owners::default()
    };
    let text = |text: &str| Some(text.to_owned());
    let task = |title: &str| NewTask {
        created_at: text("2026-01-02T08:00:00Z"),
        deadline: text("2026-12-30T09:00:00Z"),
        owners: owners.clone(),
        ..NewTask::titled(format!("filtered {title}"))
    };
    for task in [
        NewTask {
            status: text("completed"),
            completed_at: text("2026-03-01T10:00:00Z"),
            ..task("complete")
        },
        NewTask {
            status: text("in-progress"),
            deadline: text("2026-11-24T09:00:00.000Z"),
            ..task("soon")
        },
        NewTask {
            deadline: text("2026-11-20T09:00:00Z"),
            created_at: text("2025-12-31T23:59:59Z"),
            ..task("overdue")
        },
        NewTask {
            status: text("auto-skipped"),
            owners: sandbox::Owners::default(),
            ..task("skipped")
        },
        NewTask {
            owners: guests,
            created_at: text("2026-01-03T00:00:00Z"),
            ..task("guest")
        },
    ] {
        sandbox.add_task(task);
    }
    sandbox
}

const EVERY: [&str; 5] = ["complete", "guest", "overdue", "skipped", "soon"];

#[tokio::test]
async fn known_words_of_status_filter_and_unknown_ones_are_ignored() {
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

/// Checks which of the tasks called `filtered …` each query finds.
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
async fn tasks_are_sorted_by_what_is_asked_for_and_a_minus_turns_it_round() {
    let sandbox = with_filtered();
    for (sort, first) in [
        ("deadline", "overdue"),
        ("completed_newest", "complete"),
        ("newest", "guest"),
        ("-newest", "overdue"),
        ("nonsense", "guest"),
    ] {
        let answer = list(&sandbox, &format!("{ORG}/tasks?q=filtered&sort={sort}"))
            .await
            .json();
        assert_eq!(titles(&answer)[0], format!("filtered {first}"), "{sort}");
    }
}

#[tokio::test]
async fn everything_comes_at_once_without_pagination() {
    let sandbox = start();
    for flag in ["true", "True", "1"] {
        let answer = list(
            &sandbox,
            &format!("{ORG}/tasks?q=plants&per_page=5&without_pagination={flag}"),
        )
        .await
        .json();
        assert_eq!((titles(&answer).len(), answer.get("meta")), (14, None), "{flag}");
    }
    let paged = list(&sandbox, &format!("{ORG}/tasks?q=plants&without_pagination=False"))
        .await
        .json();
    assert_eq!(titles(&paged).len(), 10);
}

#[tokio::test]
async fn what_is_asked_for_comes_along_in_its_own_envelope() {
    let sandbox = start();
    let linked = format!("{ORG}/tasks/{}", sandbox::case("linked").id);
    let task = list(&sandbox, &format!("{linked}?with=run,tags,nonsense")).await.json()["data"].clone();
    assert_eq!(task["run"]["data"]["id"], active_run());
    assert_eq!(task["tags"], json!({ "data": [] }));
    assert!(task.get("nonsense").is_none());
    let nested = list(&sandbox, &format!("{linked}?with=run.checklist")).await.json();
    assert_eq!(
        nested["data"]["run"]["data"]["checklist"]["data"]["title"],
        "Employee onboarding"
    );
    let run = list(&sandbox, &format!("{ORG}/runs/{}?with=checklist,tasks", active_run()))
        .await
        .json();
    assert_eq!(run["data"]["tasks"]["data"].as_array().unwrap().len(), 2);
    let template = format!(
        "{ORG}/checklists/{}?with=folder,steps",
        sandbox::case("template-plain").id
    );
    let template = list(&sandbox, &template).await.json()["data"].clone();
    assert_eq!(template["folder"]["data"]["name"], "Kitchen");
    assert_eq!(template["steps"]["data"].as_array().unwrap().len(), 3);
    let listed = list(&sandbox, &format!("{ORG}/runs?with=tasks")).await.json();
    assert!(listed["data"][0]["tasks"]["data"].is_array());
}

#[tokio::test]
async fn a_date_that_is_none_is_invalid() {
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
    // A deadline that is no date is of the tester's making, and harms nothing.
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

#[tokio::test]
async fn a_page_that_is_no_number_is_invalid() {
    let sandbox = start();
    for query in [
        "page=0",
        "page=x",
        "per_page=0",
        "per_page=-1",
        "page=99999999999999999999",
        "page=1&page=two",
        "per_page=%ff",
    ] {
        let answer = list(&sandbox, &format!("{ORG}/tasks?{query}")).await;
        assert_eq!(answer.status, 422, "{query}");
        let field = query.split('=').next().unwrap();
        assert!(answer.json()["errors"][field].is_array(), "{query}");
    }
}
