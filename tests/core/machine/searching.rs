//! An archived task may read as missing, so that it is looked for among the archived ones.

use super::story::idle;
use tallyfy_archive::tallyfy::Kind;

const NOT_FOUND: [&str; 4] = [
    "not-found-404",
    "not-found-404-endpoint",
    "not-found-404-apsh546",
    "gone-410",
];

#[test]
fn one_that_reads_as_missing_is_looked_for_among_the_archived() {
    for missing in NOT_FOUND {
        let story = idle()
            .find()
            .answers(missing)
            .does("GET tasks archived=only page=1")
            .is("finding");
        story
            .clone()
            .answers("list-200")
            .does("finding→archived, Archived!")
            .is("archived: already");
        for nothing in [
            "list-200-empty",
            "get-200-one-off",
            "401",
            "404",
            "500",
            "200…",
            "get-200-html",
        ] {
            story
                .clone()
                .answers(nothing)
                .does("finding→refused, Refused!")
                .is("refused: find not-found");
        }
        story.loses(Kind::Timeout).is("refused: find not-found");
    }
}

#[test]
fn five_pages_are_looked_through_and_no_sixth() {
    let page = "{\"data\":[{\"id\":\"other\",\"archived_at\":\"A\"}],\"meta\":{\"pagination\":{\"total_pages\":9}}}";
    let mut story = idle().find().answers("404");
    for next in 2..=5 {
        story = story
            .answers_with(200, page)
            .does(&format!("GET tasks archived=only page={next}"));
        story.clone().answers("list-200").is("archived: already");
    }
    story.answers_with(200, page).is("refused: find not-found");
}

#[test]
fn a_list_that_shows_tasks_in_use_is_not_believed() {
    let list = format!("{{\"data\":[{{\"id\":\"{}\",\"archived_at\":null}}]}}", crate::TASK);
    idle()
        .find()
        .answers("404")
        .answers_with(200, &list)
        .is("refused: find not-found");
}
