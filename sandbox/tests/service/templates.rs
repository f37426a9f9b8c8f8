//! Reading, archiving and restoring a template.

use reqwest::Method;
use sandbox::{NewTemplate, ORG, Reads, References, Sandbox, TemplateAnswer, case};
use serde_json::{Value, json};

use crate::client::{Answer, send, start};

fn path_of(id: &str) -> String {
    format!("/api/organizations/{ORG}/checklists/{id}")
}

async fn archive(sandbox: &Sandbox, name: &str) -> Answer {
    send(sandbox, Method::DELETE, &path_of(&case(name).id)).await
}

async fn restore(sandbox: &Sandbox, name: &str) -> Answer {
    send(sandbox, Method::PUT, &format!("{}/restore", path_of(&case(name).id))).await
}

#[tokio::test]
async fn an_archived_template_is_not_found_until_it_is_restored() {
    let sandbox = start();
    let id = case("template-plain").id;
    let path = path_of(&id);
    let restore = format!("{path}/restore");
    let steps = [
        (Method::GET, &path, 200, false),
        (Method::PUT, &restore, 404, false),
        (Method::DELETE, &path, 200, true),
        (Method::GET, &path, 404, true),
        (Method::DELETE, &path, 404, true),
        (Method::PUT, &restore, 200, false),
        (Method::GET, &path, 200, false),
    ];
    for (number, (method, path, status, archived)) in steps.into_iter().enumerate() {
        let answer = send(&sandbox, method.clone(), path).await;
        assert_eq!(answer.status, status, "step {number}: {method} {path}");
        assert_eq!(sandbox.template(&id).unwrap().is_archived(), archived, "step {number}");
    }
    // Whatever the setting for tasks: an archived template is never readable.
    sandbox.set_reads(Reads {
        archived_readable: true,
        ..Reads::default()
    });
    let archived = send(&sandbox, Method::GET, &path_of(&case("template-archived").id)).await;
    let unknown = send(&sandbox, Method::GET, &path_of(&case("no-such-template").id)).await;
    assert_eq!((archived.status, archived.text()), (404, unknown.text()));
}

#[tokio::test]
async fn only_the_archived_list_has_archived_items() {
    let sandbox = start();
    sandbox.add_template(NewTemplate {
        archived: true,
        status: Some("draft".to_owned()),
        ..NewTemplate::titled("filtered old")
    });
    let folder = sandbox.template(&case("template-plain").id).unwrap().folder;
    let folder_id = folder.as_ref().unwrap().id.clone();
    sandbox.add_template(NewTemplate {
        starred: true,
        folder,
        ..NewTemplate::titled("filtered new")
    });
    let in_folder = format!("folder={folder_id}");
    let table: [(&str, &[&str]); 9] = [
        ("", &["new"]),
        ("archived=only", &["old"]),
        ("archived=true&sort_by=title", &["new", "old"]),
        ("archived=1&sort_by=-title", &["old", "new"]),
        ("archived=True&status=draft", &["old"]),
        ("status=archived", &["new"]),
        ("starred=False", &[]),
        ("owner_id=1001", &["new"]),
        (&in_folder, &["new"]),
    ];
    for (query, expected) in table {
        let path = format!("/api/organizations/{ORG}/checklists?q=FILTERED&{query}");
        let list = send(&sandbox, Method::GET, &path).await.json();
        let title = |template: &Value| template["title"].as_str().unwrap()["filtered ".len()..].to_owned();
        let titles: Vec<_> = list["data"].as_array().unwrap().iter().map(title).collect();
        assert_eq!(titles, expected, "{query}");
        assert_eq!(list["meta"]["pagination"]["total"], expected.len(), "{query}");
    }
}

#[tokio::test]
async fn removed_references_are_listed_in_each_shape() {
    let sandbox = start();
    let both = |references: &Value| references[0]["title"] == "Open a new branch" && references[1]["type"] == "Step";
    let list = archive(&sandbox, "template-embedded").await.json();
    assert!(
        both(&list["deleted_references"]) && list.get("data").is_none(),
        "{list}"
    );
    let object = archive(&sandbox, "template-embedded-object").await.json()["deleted_references"].clone();
    assert_eq!(
        (&object["0"]["type"], &object["1"]["type"]),
        (&json!("Blueprint"), &json!("Step"))
    );
    let single = archive(&sandbox, "template-embedded-single").await.json();
    assert_eq!(single["deleted_references"]["title"], "Open a new branch");
    for (name, expected) in [
        ("template-plain", Some(json!([]))),
        ("template-references-empty", Some(json!({}))),
        ("template-references-null", Some(Value::Null)),
        ("template-reference-none", Some(Value::Null)),
        ("template-references-missing", None),
    ] {
        let body = archive(&sandbox, name).await.json();
        assert!(body["message"].is_string(), "{name}");
        assert_eq!(body.get("deleted_references"), expected.as_ref(), "{name}");
    }
}

#[tokio::test]
async fn restoring_lists_the_restored_references() {
    let sandbox = start();
    for name in ["template-partly-restored", "template-embedded"] {
        archive(&sandbox, name).await;
        let body = restore(&sandbox, name).await.json();
        assert_eq!(body["data"]["archived_at"], Value::Null, "{name}");
        let count = |list: &str| body["meta"][list].as_array().unwrap().len();
        let lost = usize::from(name == "template-partly-restored");
        assert_eq!(
            (count("restored_references"), count("unrestored_references")),
            (2 - lost, lost),
            "{name}"
        );
        if lost == 1 {
            let reference = &body["meta"]["unrestored_references"][0];
            assert!(reference["reason"].is_string() && reference["resolution"].is_string());
            assert_eq!(reference["type"], "Step");
        }
    }
}

#[tokio::test]
async fn a_template_is_restored_to_the_top_level_if_its_folder_is_gone() {
    let sandbox = start();
    for (name, kept) in [("template-plain", true), ("template-folder-gone", false)] {
        let before = send(&sandbox, Method::GET, &path_of(&case(name).id)).await.json();
        assert!(before["data"]["folder_id"].is_string(), "{name}");
        archive(&sandbox, name).await;
        let after = restore(&sandbox, name).await.json();
        assert_eq!(after["data"]["folder_id"].is_string(), kept, "{name}");
        let read = send(&sandbox, Method::GET, &path_of(&case(name).id)).await.json();
        assert_eq!(read["data"], after["data"], "{name}");
    }
}

#[tokio::test]
async fn other_responses_can_have_every_form() {
    let sandbox = start();
    for (form, status) in [
        (TemplateAnswer::Data, 200),
        (TemplateAnswer::NoContent, 204),
        (TemplateAnswer::Empty, 200),
    ] {
        let id = sandbox.add_template(NewTemplate {
            archive_answer: form,
            restore_answer: form,
            references: References::Null,
            ..NewTemplate::titled(format!("{form:?}"))
        });
        let answers = [
            send(&sandbox, Method::DELETE, &path_of(&id)).await,
            send(&sandbox, Method::PUT, &format!("{}/restore", path_of(&id))).await,
        ];
        for answer in answers {
            assert_eq!(answer.status, status, "{form:?}");
            let has_data = form == TemplateAnswer::Data;
            assert_eq!(answer.body.is_empty(), !has_data, "{form:?}");
            assert!(!has_data || (answer.json()["data"]["id"] == id && answer.json().get("meta").is_none()));
        }
    }
}
