//! The root component of an element, which shows one session after the other.
//!
//! Yew leaks memory with each mounted application, so mounted applications are reused.

use yew::prelude::*;

use crate::components::Card;
use crate::session::Session;

/// The session to show.
#[derive(PartialEq, Properties)]
pub(super) struct SlotProps {
    pub(super) session: Option<Session>,
    /// Incremented for each session: as the key of the card, it prevents Yew from reusing nodes of the previous one.
    pub(super) generation: u32,
}

/// Shows a session, or nothing.
pub(super) struct Slot;

impl Component for Slot {
    type Message = ();
    type Properties = SlotProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let SlotProps { session, generation } = ctx.props();
        html! {
            if let Some(session) = session {
                <Card key={*generation} session={session.clone()} />
            }
        }
    }
}
