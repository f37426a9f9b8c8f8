//! The task.

use super::drawing::{Drawing, NONE, fixed, open};
use super::moment::moment;
use super::view::View;
use crate::tallyfy::{Link, Owners, decimal};
use crate::words::Word;

/// How a value is shown.
type Show = fn(&mut Drawing, &str);

/// After so many owners their list scrolls.
const MOST_OWNERS_AT_ONCE: usize = 6;

impl View<'_> {
    /// The task as it was last seen.
    pub(super) fn details(&self, to: &mut Drawing) {
        let (Some(task), Some(target)) = (self.machine.task(), self.machine.target()) else {
            return to.nothing();
        };
        let number = task.increment_id.map(decimal);
        to.open("section", fixed!("part": "details", "class": "details"));

        to.open("p", fixed!("class": "title"));
        to.isolated(task.title.as_deref().unwrap_or_else(|| self.word(Word::Untitled)));
        to.close();

        to.open("dl", NONE);
        self.row(to, Word::Number, number.as_deref(), Drawing::text);
        self.row(to, Word::Status, task.status.as_deref(), Drawing::isolated);
        self.begin_row(to, Word::Owners);
        self.owners(to, &task.owners);
        end_row(to);
        self.row(to, Word::Deadline, task.deadline.as_deref(), moment);
        self.row(to, Word::Created, task.created_at.as_deref(), moment);
        self.row(to, Word::ArchivedAt, task.archived_at.as_deref(), moment);
        self.row(to, Word::Task, Some(target.task.as_str()), code);
        self.row(to, Word::Organization, Some(target.org.as_str()), code);
        self.row(to, Word::Process, task.run_id.as_deref(), code);
        to.close();

        self.link(to, Word::OpenTask, &Link::to_task(&target.org, &target.task));
        to.close();
    }

    fn row(&self, to: &mut Drawing, word: Word, value: Option<&str>, show: Show) {
        if let Some(value) = value {
            self.begin_row(to, word);
            show(to, value);
            end_row(to);
        }
    }

    fn begin_row(&self, to: &mut Drawing, word: Word) {
        to.open("div", NONE);
        to.element("dt", NONE, self.word(word));
        to.open("dd", NONE);
    }

    /// A link into Tallyfy.
    pub(super) fn link(&self, to: &mut Drawing, word: Word, href: &str) {
        open!(to, "a", "href": href, "target": "_blank", "rel": "noopener noreferrer");
        to.text(self.word(word));
        to.close();
    }

    fn owners(&self, to: &mut Drawing, owners: &Owners) {
        let Owners { users, guests, groups } = owners;
        if owners.is_empty() {
            return to.text(self.word(Word::Nobody));
        }
        // Many of them scroll, which people without a mouse have to be able to do, too.
        let scrolls = users.len() + guests.len() + groups.len() > MOST_OWNERS_AT_ONCE;
        open!(to, "ul", "class": "owners", "tabindex": scrolls.then_some("0"));
        let item = |to: &mut Drawing, text: &str, show: Show| {
            to.open("li", NONE);
            show(to, text);
            to.close();
        };
        for user in users {
            match &user.full_name {
                Some(name) => item(to, name, Drawing::isolated),
                None => item(to, &self.filled(Word::Member, "id", &user.id), Drawing::text),
            }
        }
        for guest in guests {
            item(to, guest, Drawing::isolated);
        }
        for id in groups {
            item(to, &self.filled(Word::Group, "id", id), Drawing::text);
        }
        to.close();
    }
}

fn end_row(to: &mut Drawing) {
    to.close();
    to.close();
}

/// Something that a program reads, too.
pub(super) fn code(to: &mut Drawing, text: &str) {
    to.element("code", NONE, text);
}
