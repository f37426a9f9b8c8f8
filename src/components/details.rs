//! The task.

use yew::prelude::*;

use super::moment::moment;
use crate::session::Session;
use crate::tallyfy::{Link, Owners, Task};
use crate::words::{Word, Words};

/// The task as it was last seen.
pub(super) fn details(session: &Session) -> Html {
    let machine = session.machine();
    let options = session.options();
    let words = &options.words;
    let (Some(task), Some(target)) = (machine.task(), machine.target()) else {
        return Html::default();
    };
    let text = |value: &Option<String>| value.as_ref().map(|value| html! { <bdi>{ value.clone() }</bdi> });
    let code = |value: &str| Some(html! { <code>{ value.to_owned() }</code> });
    let rows = [
        (
            Word::Number,
            task.increment_id.map(|number| html! { { number.to_string() } }),
        ),
        (Word::Status, text(&task.status)),
        (Word::Owners, Some(owners(words, &task.owners))),
        (Word::Deadline, task.deadline.as_deref().map(moment)),
        (Word::Created, task.created_at.as_deref().map(moment)),
        (Word::ArchivedAt, task.archived_at.as_deref().map(moment)),
        (Word::Task, code(target.task.as_str())),
        (Word::Organization, code(target.org.as_str())),
        (Word::Process, task.run_id.as_deref().and_then(code)),
    ];
    let rows = rows.into_iter().filter_map(|(word, value)| Some((word, value?)));
    html! {
        <section part="details" class="details">
            <p class="title" dir="auto">{ title(words, task) }</p>
            <dl>
                { for rows.map(|(word, value)| html! {
                    <div key={word.key()}><dt>{ words.get(word) }</dt><dd>{ value }</dd></div>
                }) }
            </dl>
            <a href={Link::to_task(&target.org, &target.task)} target="_blank" rel="noopener noreferrer">
                { words.get(Word::OpenTask) }
            </a>
        </section>
    }
}

fn title(words: &Words, task: &Task) -> String {
    task.title
        .clone()
        .unwrap_or_else(|| words.get(Word::Untitled).to_owned())
}

fn owners(words: &Words, owners: &Owners) -> Html {
    if owners.is_empty() {
        return html! { { words.get(Word::Nobody) } };
    }
    let users = owners.users.iter().map(|user| {
        user.full_name
            .clone()
            .unwrap_or_else(|| words.fill(Word::Member, &[("id", &user.id)]))
    });
    let groups = owners.groups.iter().map(|id| words.fill(Word::Group, &[("id", id)]));
    let names = users.chain(owners.guests.iter().cloned()).chain(groups);
    html! { <ul class="owners">{ for names.map(|name| html! { <li><bdi>{ name }</bdi></li> }) }</ul> }
}
