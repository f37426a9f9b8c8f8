//! Lists of tasks.

use reqwest::Method;
use sandbox::{NewTask, ORG, OTHER_ORG, Running, active_run};
use serde_json::{Value, json};

use crate::client::{Answer, send, start};

async fn list(sandbox: &Running, path: &str) -> Answer {
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
    let next = pagination["links"]["next"].as_str().unwrap();
    assert!(next.ends_with("/tasks?q=plants&per_page=5&page=2"), "{next}");
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

#[tokio::test]
async fn other_lists_are_about_one_user_one_process_or_one_organization() {
    let sandbox = start();
    let run = active_run();
    let total = async |path: &str| {
        list(&sandbox, path).await.json()["meta"]["pagination"]["total"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(total(&format!("{ORG}/runs/{run}/tasks")).await, 2);
    assert_eq!(total(&format!("{OTHER_ORG}/tasks")).await, 1);
    assert_eq!(
        total(&format!("{ORG}/me/tasks")).await,
        total(&format!("{ORG}/tasks")).await
    );
    assert!(total(&format!("{ORG}/users/1001/tasks")).await < total(&format!("{ORG}/tasks")).await);
    assert_eq!(total(&format!("{ORG}/users/1/tasks")).await, 0);
}

#[tokio::test]
async fn a_page_that_is_no_number_is_invalid() {
    let sandbox = start();
    for query in ["page=0", "page=x", "per_page=0", "per_page=-1"] {
        let answer = list(&sandbox, &format!("{ORG}/tasks?{query}")).await;
        assert_eq!(answer.status, 422, "{query}");
        let field = query.split('=').next().unwrap();
        assert!(answer.json()["errors"][field].is_array(), "{query}");
    }
}
