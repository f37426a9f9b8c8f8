//! Renders a task.

use yew::prelude::*;

use super::date_time::date_time;
use super::external_link::external_link;
use super::text::text;
use crate::archive::Target;
use crate::messages::{MessageKey, Messages};
use crate::tallyfy::{Link, Owners, Task};

/// With more owners, their list scrolls.
const MAX_VISIBLE_OWNERS: usize = 6;

/// Renders a task as last read. `target`: the IDs that were requested.
pub(super) fn task_details(messages: &Messages, task: &Task, target: &Target) -> Html {
    let row = |label: MessageKey, value: Html| {
        html! { <div><dt>{ text(messages.get(label)) }</dt><dd>{ value }</dd></div> }
    };
    let optional = |label: MessageKey, value: &Option<String>, show: fn(&str) -> Html| {
        value
            .as_deref()
            .map(|value| row(label, show(value)))
            .unwrap_or_default()
    };
    html! {
        <section part="details" class="details">
            <p part="heading" class="title">
                <bdi>{ text(task.title.as_deref().unwrap_or(messages.get(MessageKey::Untitled))) }</bdi>
            </p>
            <dl>
                if let Some(number) = task.increment_id {
                    { row(MessageKey::Number, text(&number.to_string())) }
                }
                { optional(MessageKey::Status, &task.status, isolated) }
                { row(MessageKey::Owners, owners(messages, &task.owners)) }
                { optional(MessageKey::Deadline, &task.deadline, date_time) }
                { optional(MessageKey::Created, &task.created_at, date_time) }
                { optional(MessageKey::ArchivedAt, &task.archived_at, date_time) }
                { row(MessageKey::Task, code(target.task.as_str())) }
                { row(MessageKey::Organization, code(target.org.as_str())) }
                { optional(MessageKey::Process, &task.run_id, code) }
            </dl>
            { external_link(Link::to_task(&target.org, &target.task), messages.get(MessageKey::OpenTask)) }
        </section>
    }
}

fn owners(messages: &Messages, owners: &Owners) -> Html {
    if owners.is_empty() {
        return text(messages.get(MessageKey::Nobody));
    }
    let users = owners.users.iter().map(|user| {
        let name = match &user.full_name {
            Some(name) => isolated(name),
            None => text(&messages.fill(MessageKey::Member, &[("id", &user.id)])),
        };
        (format!("user {}", user.id), name)
    });
    let guests = owners
        .guests
        .iter()
        .map(|guest| (format!("guest {guest}"), isolated(guest)));
    let groups = owners.groups.iter().map(|id| {
        (
            format!("group {id}"),
            text(&messages.fill(MessageKey::Group, &[("id", id)])),
        )
    });
    let mut items: Vec<(String, Html)> = Vec::new();
    for (key, owner) in users.chain(guests).chain(groups) {
        // Keys must be unique, and the server may list an owner twice.
        if items.iter().all(|(other, _)| *other != key) {
            items.push((key, owner));
        }
    }
    // A scrollable list must be focusable, for the keyboard.
    let scrolls = items.len() > MAX_VISIBLE_OWNERS;
    html! {
        <ul class="owners" tabindex={scrolls.then_some("0")}>
            for (key, owner) in items {
                <li {key}>{ owner }</li>
            }
        </ul>
    }
}

/// A text from the server, whose writing direction must not affect its surroundings.
fn isolated(value: &str) -> Html {
    html! { <bdi>{ text(value) }</bdi> }
}

fn code(id: &str) -> Html {
    html! { <code>{ text(id) }</code> }
}
