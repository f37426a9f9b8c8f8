//! The row layout: one line of a fixed size, for a row of a table. What is longer is in a popover.

use yew::prelude::*;

use super::text::text;
use crate::archive::{Action, Offer, Phase};
use crate::messages::{MessageKey, Messages, status_text};
use crate::session::Session;

/// What takes the place of a button's padding in the reserved lines: it is as wide.
const PADDING: char = '\u{2003}';

/// The texts of every line, but for the question: a status and the buttons after it.
const LINES: [(MessageKey, &[MessageKey]); 13] = [
    (MessageKey::RowFinding, &[MessageKey::Cancel]),
    (MessageKey::RowArchiving, &[MessageKey::Cancel]),
    (MessageKey::RowRestoring, &[MessageKey::Cancel]),
    (MessageKey::RowWaiting, &[MessageKey::Cancel]),
    (MessageKey::RowChecking, &[MessageKey::Cancel]),
    (MessageKey::RowChecking, &[MessageKey::Check, MessageKey::Why]),
    (MessageKey::RowUnknown, &[MessageKey::Check, MessageKey::Why]),
    (MessageKey::RowArchived, &[MessageKey::Undo, MessageKey::More]),
    (MessageKey::RowAlreadyArchived, &[MessageKey::Undo, MessageKey::More]),
    (MessageKey::RowRestored, &[MessageKey::Done, MessageKey::More]),
    (MessageKey::RowFindRefused, &[MessageKey::Why]),
    (MessageKey::RowArchiveRefused, &[MessageKey::Why]),
    (MessageKey::RowRestoreRefused, &[MessageKey::Why]),
];

/// The buttons after the question.
const ANSWERS: [MessageKey; 3] = [MessageKey::Yes, MessageKey::No, MessageKey::More];

/// The contents and callbacks of a row.
pub(super) struct RowParts<'row> {
    pub(super) session: &'row Session,
    pub(super) node: &'row NodeRef,
    /// The popover, while it is open.
    pub(super) popover: Option<Html>,
    /// Called when the button at rest is pressed.
    pub(super) on_submit: &'row Callback<()>,
    pub(super) on_action: &'row Callback<Action>,
    /// Opens the popover.
    pub(super) on_open: &'row Callback<()>,
}

/// Renders a row. At rest, it must not use `js_sys` and `web_sys`, like the form.
pub(super) fn row(parts: &RowParts<'_>) -> Html {
    let (machine, options) = (parts.session.machine(), parts.session.options());
    let (messages, phase, label) = (&options.messages, machine.phase(), options.label.as_deref());
    let name = item_name(parts.session);
    let named = |action: &str| {
        let name = name.as_deref()?;
        Some(messages.fill(MessageKey::ItemAction, &[("action", action), ("title", name)]))
    };
    // One node, however many they are: Yew must not take a button for another one, and lose the focus with it.
    let buttons: Html = actions(&phase, machine.offer(), has_other_title(parts.session))
        .into_iter()
        .map(|(action, label)| {
            html! {
                <button
                    key={label.key()}
                    part={if action == Action::Confirm { "button primary" } else { "button secondary" }}
                    type="button"
                    data-primary={(action == Action::Confirm).then_some("")}
                    aria-label={named(messages.get(label))}
                    onclick={parts.on_action.reform(move |_| action)}
                >
                    { text(messages.get(label)) }
                </button>
            }
        })
        .collect();
    let is_at_rest = phase == Phase::Idle;
    let has_more = !matches!(phase, Phase::Idle | Phase::Pending { .. }) || machine.background().next().is_some();
    let more = match phase {
        Phase::Refused { .. } | Phase::Unknown { .. } => MessageKey::Why,
        _ => MessageKey::More,
    };
    let onsubmit = parts.on_submit.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <div ref={parts.node} class="row" data-state={machine.state().as_str()}>
            <span class="reserve" aria-hidden="true">{ text(&reserve(messages, label)) }</span>
            <div class="line">
                <span class="status" role="status" tabindex="-1" data-focus={(!is_at_rest).then_some("")}>
                    if let Phase::Review { .. } = phase {
                        { question(messages, name.as_deref()) }
                    } else if let Some(status) = status_text::short(&phase) {
                        { text(messages.get(status)) }
                    }
                </span>
                if is_at_rest {
                    <form method="dialog" novalidate={true} {onsubmit}>
                        <button
                            part="button secondary"
                            type="submit"
                            aria-label={name.as_deref().map(|name| messages.fill(MessageKey::ArchiveItem, &[("title", name)]))}
                        >
                            { text(messages.get(MessageKey::RowArchive)) }
                        </button>
                    </form>
                }
                { buttons }
                if has_more {
                    <button
                        key="more"
                        part="button secondary"
                        type="button"
                        aria-haspopup="dialog"
                        aria-label={named(messages.get(more))}
                        onclick={parts.on_open.reform(|_| ())}
                    >
                        { text(messages.get(more)) }
                    </button>
                }
            </div>
            if let Some(popover) = &parts.popover {
                { popover.clone() }
            }
        </div>
    }
}

/// The actions of the line. The popover has all of them.
fn actions(phase: &Phase, offer: Offer, has_other_title: bool) -> Vec<(Action, MessageKey)> {
    let label = |action| {
        Some(match (action, phase) {
            // What is about to be archived is not what the page calls it: the question is in the popover.
            (Action::Confirm, _) if !has_other_title => MessageKey::Yes,
            (Action::StartOver, Phase::Review { .. }) => MessageKey::No,
            (Action::StartOver, Phase::Restored { .. }) => MessageKey::Done,
            (Action::Restore, Phase::Archived { .. }) => MessageKey::Undo,
            (Action::Check, _) => MessageKey::Check,
            (Action::Cancel, _) => MessageKey::Cancel,
            _ => return None,
        })
    };
    let offered = offer.primary.into_iter().chain(offer.secondary);
    offered.filter_map(|action| Some((action, label(action)?))).collect()
}

/// What the row calls the item: its title, or what the page calls it until that has been read.
pub(super) fn item_name(session: &Session) -> Option<String> {
    let (machine, options) = (session.machine(), session.options());
    match machine.item() {
        Some(item) => Some(match &item.title {
            Some(title) => title.clone(),
            None => options.messages.get(MessageKey::Untitled).to_owned(),
        }),
        None => options.label.clone(),
    }
}

/// Whether the item that was read has another title than the page calls it. Spaces do not count, as in HTML.
pub(super) fn has_other_title(session: &Session) -> bool {
    let (machine, options) = (session.machine(), session.options());
    let (Some(item), Some(label)) = (machine.item(), &options.label) else {
        return false;
    };
    let title = item.title.as_deref().unwrap_or_default();
    !title.split_whitespace().eq(label.split_whitespace())
}

/// The question, in which the title alone is shortened.
fn question(messages: &Messages, title: Option<&str>) -> Html {
    let question = messages.get(MessageKey::ArchiveQuestion);
    let (before, after) = question.split_once("{title}").unwrap_or((question, ""));
    html! {
        <span class="question" dir="auto">
            <span>{ text(before) }</span>
            <bdi title={title.map(str::to_owned)}>{ text(title.unwrap_or_default()) }</bdi>
            <span>{ text(after) }</span>
        </span>
    }
}

/// All lines, one below the other: the row is as wide as the widest.
fn reserve(messages: &Messages, label: Option<&str>) -> String {
    let question = messages.fill(MessageKey::ArchiveQuestion, &[("title", label.unwrap_or_default())]);
    let mut lines = line(messages, &question, &ANSWERS);
    for (status, buttons) in LINES {
        lines.push('\n');
        lines.push_str(&line(messages, messages.get(status), buttons));
    }
    lines
}

fn line(messages: &Messages, status: &str, buttons: &[MessageKey]) -> String {
    let mut line = status.to_owned();
    for button in buttons {
        line.push(PADDING);
        line.push_str(messages.get(*button));
    }
    line
}
