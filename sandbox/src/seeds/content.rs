//! Tasks with unusual content.

use super::seed::Seed;
use crate::faults::{Fault, Operation};
use crate::state::{Owners, User};

/// Markup, a script, an override of the writing direction, a zero-width space and a stack of combining marks.
const HOSTILE: &str = "<img src=x onerror=alert(1)> \u{202e}gnp.exe\u{202c} </title><script>alert(2)</script> \
    {{7*7}} \u{200b}Z\u{0310}\u{0321}\u{034c}a\u{0336}\u{0316}l\u{0321}\u{0349}go";

pub(crate) fn seeds() -> Vec<Seed> {
    vec![
        Seed::new(
            "long-title",
            "Longest title",
            &long_title(),
            "600 characters of title stay in their box, on a phone too.",
        ),
        Seed::new(
            "many-owners",
            "Many owners",
            "Sign the birthday card",
            "Forty members, guests and groups, all of them readable.",
        )
        .with(|task| task.owners = many_owners()),
        Seed::new(
            "hostile-title",
            "Hostile title",
            HOSTILE,
            "Markup, script and a changed writing direction are shown as text and stay in their box.",
        )
        .with(|task| {
            task.summary = Some("<script>alert(3)</script><b onclick=alert(4)>never markup</b>".to_owned());
        }),
        Seed::new(
            "right-to-left",
            "Right-to-left title",
            "אישור התקציב לרבעון הבא",
            "A Hebrew title, written from right to left within the page's direction.",
        ),
        Seed::new(
            "only-an-id",
            "Nothing but an id",
            "Untitled",
            "The task has an id and nothing else; it is shown and can be archived.",
        )
        .fault(Operation::Get, only_an_id()),
    ]
}

fn only_an_id() -> Fault {
    let id = crate::ids::from_name("only-an-id");
    Fault::status(200, format!(r#"{{"data":{{"id":"{id}"}}}}"#)).times(1)
}

fn long_title() -> String {
    let words = "Reconcile every supplier statement with the ledger, line by line, and note what does not agree; ";
    words.chars().cycle().take(600).collect()
}

fn many_owners() -> Owners {
    const NAMES: [&str; 5] = [
        "Ana Costa",
        "Bo Lindqvist",
        "Chidi Okafor",
        "Mei-Ling Tan",
        "Søren Kjærgaard-Nielsen",
    ];
    let users = (0..25_u32)
        .map(|index| User {
            id: 2001 + index,
            full_name: format!("{} {}", NAMES[index as usize % NAMES.len()], index + 1),
            profile_pic: String::new(),
        })
        .collect();
    Owners {
        users,
        guests: (1..=10).map(|number| format!("guest{number}@example.com")).collect(),
        groups: (1..=5).map(|number| format!("facilities-{number}")).collect(),
    }
}
