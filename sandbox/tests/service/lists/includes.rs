//! `with`: what is included with an item.

use sandbox::{ORG, active_run};
use serde_json::json;

use super::list;
use crate::client::start;

#[tokio::test]
async fn included_objects_have_their_own_envelope() {
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
