//! Another question forgets the one before.

use super::story::{Story, archived, archiving, found, idle, restoring, target};
use crate::{ORG, base, org, task};
use tallyfy_archive::archive::{Input, Operation, Target};
use tallyfy_archive::tallyfy::{Kind, Problem};

#[test]
fn it_can_be_asked_again_wherever_nothing_is_under_way() {
    for story in [
        found(),
        archived(),
        idle().find().answers("404").answers("list-200-empty"),
        restoring().answers("204"),
    ] {
        let story = story.find();
        assert!(story.state() == "finding" && story.machine.task().is_none());
    }
    for story in [idle().find(), archiving(), restoring()] {
        story.clone().find().does("");
        story.clone().archive().does("");
        story
            .input(Input::Refuse(Operation::Find, Problem::new(Kind::BadInput)))
            .does("");
    }
}

#[test]
fn another_target_is_another_task() {
    let elsewhere = [
        target("another"),
        Target {
            org: org("another"),
            ..target(crate::TASK)
        },
        Target {
            base: base("https://api.tallyfy.com"),
            ..target(crate::TASK)
        },
        Target {
            task: task(&ORG.to_uppercase()),
            ..target(crate::TASK)
        },
    ];
    for (target, story) in elsewhere
        .into_iter()
        .flat_map(|target| [(target.clone(), found()), (target, archived())])
    {
        let story = Story::clone(&story);
        let mut machine = story.machine;
        let moment = tallyfy_archive::archive::Moment { now: 0.0, chance: 0.0 };
        machine.step(moment, Input::Archive(target.clone()));
        assert_eq!(
            (machine.state().as_str(), machine.target(), machine.task()),
            ("finding", Some(&target), None)
        );
    }
}

#[test]
fn what_cannot_be_asked_is_refused_and_forgets_the_task() {
    for story in [idle(), found(), archived()] {
        let refuse = Input::Refuse(Operation::Archive, Problem::new(Kind::BadInput));
        let story = story.input(refuse).is("refused: archive bad-input");
        assert!(story.machine.task().is_none() && story.machine.target().is_none());
        story.restore().does("").permitted(true).does("");
    }
}
