//! Pagination.

use sandbox::ORG;
use serde_json::json;

use super::{list, titles};
use crate::client::start;

#[tokio::test]
async fn every_task_is_on_one_page() {
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
async fn without_pagination_everything_is_on_one_page() {
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
async fn a_page_number_that_is_not_a_number_is_invalid() {
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
