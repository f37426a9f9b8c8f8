//! The order of a list.

use sandbox::ORG;
use serde_json::Value;

use super::{list, titles, with_filtered};
use crate::client::start;

#[tokio::test]
async fn the_default_order_is_newest_first() {
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
async fn tasks_are_sorted_by_the_parameter_and_a_minus_reverses_it() {
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
