//! Links to Tallyfy, parsed and generated.

use crate::core_tests::{ORG, TASK, org, read_address, task};
use crate::tallyfy::{IdError, Link, LinkError, RunId};
use proptest::prelude::*;

const RUN: &str = "90ab12cd34ef56789012ab34cd56ef78";

fn run(id: &str) -> RunId {
    RunId::parse(id).expect("an id")
}

#[test]
fn links_to_a_task_are_parsed() {
    for link in [
        "https://go.tallyfy.com/{org}/tasks/{task}",
        "https://go.tallyfy.com/{org}/task/{task}",
        "  HTTPS://GO.Tallyfy.COM/{org}/tasks/{task}\n",
        "https://go.tallyfy.com./{org}/tasks/{task}",
        "https://go.tallyfy。com:443/{org}/tasks/{task}",
        "http://go.tallyfy.com/{org}/tasks/{task}/",
        "https://staging.go.tallyfy.com/{org}/tasks/{task}",
        "https://go.tallyfy.com/{org}/tasks/{task}/edit?tab=1#top",
        "https://go.tallyfy.com//{org}//tasks//{task}",
        "https://go.tallyfy.com/{org}/processes/{run}/tasks/{task}",
        "https://go.tallyfy.com/api/organizations/{org}/tasks/{task}",
        "https://api.tallyfy.com/organizations/{org}/tasks/{task}/restore",
    ] {
        let link = link.replace("{org}", ORG).replace("{task}", TASK).replace("{run}", RUN);
        assert_eq!(
            Link::parse(&link, read_address),
            Some(Ok(Link::Task(org(ORG), task(TASK)))),
            "{link}"
        );
    }
}

#[test]
fn links_to_a_process_are_parsed() {
    for link in [
        "https://go.tallyfy.com/{org}/processes/{run}",
        "https://go.tallyfy.com/{org}/process/{run}?x=/tasks/1",
        "https://go.tallyfy.com/api/organizations/{org}/runs/{run}",
    ] {
        let link = link.replace("{org}", ORG).replace("{run}", RUN);
        assert_eq!(
            Link::parse(&link, read_address),
            Some(Ok(Link::Process(org(ORG), run(RUN)))),
            "{link}"
        );
    }
}

#[test]
fn links_without_a_task_are_rejected() {
    let character = |character, place| LinkError::Id(IdError::Character(character, place));
    for (link, error) in [
        ("https://example.com/o/tasks/1", LinkError::ForeignHost),
        ("https://eviltallyfy.com/o/tasks/1", LinkError::ForeignHost),
        ("https://go.tallyfy.com.evil.example/o/tasks/1", LinkError::ForeignHost),
        ("https://go.tallyfy.com@evil.example/o/tasks/1", LinkError::ForeignHost),
        (
            "https://go.tallyfy.com%2eevil.example/o/tasks/1",
            LinkError::ForeignHost,
        ),
        ("https://evil.example\\.tallyfy.com/o/tasks/1", LinkError::ForeignHost),
        ("https://go.tallyfy.com", LinkError::NoTask),
        ("https://go.tallyfy.com/o", LinkError::NoTask),
        ("https://go.tallyfy.com/o/tasks", LinkError::NoTask),
        ("https://go.tallyfy.com/o/tasks?task=1", LinkError::NoTask),
        ("https://go.tallyfy.com/o/settings/1", LinkError::NoTask),
        ("https://go.tallyfy.com/tasks/1", LinkError::NoTask),
        ("https://go.tallyfy.com/processes/1", LinkError::NoTask),
        ("https://go.tallyfy.com/o/tasks/..", LinkError::NoTask),
        ("https://go.tallyfy.com/o/tasks/.1", character('.', 1)),
        ("https://go.tallyfy.com/o/tasks/a%20b", character('%', 2)),
        ("https://go.tallyfy.com/../tasks/1", LinkError::NoTask),
        ("https://go.tallyfy.com/o/processes/a:b", character(':', 2)),
    ] {
        assert_eq!(Link::parse(link, read_address), Some(Err(error)), "{link}");
    }
}

#[test]
fn other_texts_are_not_links() {
    for text in [
        "",
        TASK,
        "go.tallyfy.com/o/tasks/1",
        "javascript://go.tallyfy.com/o/tasks/1",
        "ftp://tallyfy.com/o",
        "://",
    ] {
        assert_eq!(Link::parse(text, read_address), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_link_parses_to_the_task_it_was_made_from(one in "[a-zA-Z0-9_-]{1,40}", other in "[a-zA-Z0-9_-]{1,40}|tasks|runs|processes") {
        prop_assume!(one != "organizations");
        let link = Link::to_task(&org(&one), &task(&other));
        prop_assert_eq!(Link::parse(&link, read_address), Some(Ok(Link::Task(org(&one), task(&other)))));
        let link = Link::to_process(&org(&one), &run(&other));
        prop_assert_eq!(Link::parse(&link, read_address), Some(Ok(Link::Process(org(&one), run(&other)))));
    }

    #[test]
    fn no_text_panics(text in "\\PC*|(https?://)?([a-z]{0,4}\\.)?tallyfy\\.com(/(tasks|processes|organizations|[a-f0-9.]{0,3})){0,5}[?#]?") {
        let _ = Link::parse(&text, read_address);
    }
}
