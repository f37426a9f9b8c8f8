//! The task.

use yew::prelude::*;

use super::moment::moment;
use super::view::{View, text};
use crate::tallyfy::{Link, Owners};
use crate::words::Word;

impl View<'_> {
    /// The task as it was last seen.
    pub(super) fn details(&self) -> Html {
        let (Some(task), Some(target)) = (self.machine.task(), self.machine.target()) else {
            return Html::default();
        };
        let words = &self.options.words;
        let code = |value: &str| html! { <code>{ text(value) }</code> };
        let title = task.title.as_deref().unwrap_or_else(|| words.get(Word::Untitled));
        let number = task.increment_id.map(|number| text(&number.to_string()));
        let rows = [
            (Word::Number, number),
            (Word::Status, task.status.as_deref().map(isolated)),
            (Word::Owners, Some(self.owners(&task.owners))),
            (Word::Deadline, task.deadline.as_deref().map(moment)),
            (Word::Created, task.created_at.as_deref().map(moment)),
            (Word::ArchivedAt, task.archived_at.as_deref().map(moment)),
            (Word::Task, Some(code(target.task.as_str()))),
            (Word::Organization, Some(code(target.org.as_str()))),
            (Word::Process, task.run_id.as_deref().map(code)),
        ];
        let row = |(word, value): (Word, Option<Html>)| {
            let value = value?;
            Some(html! { <div><dt>{ self.text(word) }</dt><dd>{ value }</dd></div> })
        };
        html! {
            <section part="details" class="details">
                <p class="title">{ isolated(title) }</p>
                <dl>{ for rows.into_iter().filter_map(row) }</dl>
                { self.link_to(Word::OpenTask, Link::to_task(&target.org, &target.task)) }
            </section>
        }
    }

    /// A link into Tallyfy.
    pub(super) fn link_to(&self, word: Word, href: String) -> Html {
        html! { <a {href} target="_blank" rel="noopener noreferrer">{ self.text(word) }</a> }
    }

    fn owners(&self, owners: &Owners) -> Html {
        if owners.is_empty() {
            return self.text(Word::Nobody);
        }
        let users = owners.users.iter().map(|user| match &user.full_name {
            Some(name) => isolated(name),
            None => self.filled(Word::Member, &[("id", &user.id)]),
        });
        let guests = owners.guests.iter().map(|guest| isolated(guest));
        let groups = owners.groups.iter().map(|id| self.filled(Word::Group, &[("id", id)]));
        let names: Vec<Html> = users.chain(guests).chain(groups).collect();
        // Many of them scroll, which people without a mouse have to be able to do, too.
        let scrolls = (names.len() > 6).then_some("0");
        html! { <ul class="owners" tabindex={scrolls}>{ for names.into_iter().map(|name| html! { <li>{ name }</li> }) }</ul> }
    }
}

/// A text of somebody else, whose writing direction is its own business.
pub(super) fn isolated(value: &str) -> Html {
    html! { <bdi>{ text(value) }</bdi> }
}
