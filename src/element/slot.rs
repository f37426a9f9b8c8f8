//! A place in the document that shows one session after the other.
//!
//! What Yew allocates to mount an application it never frees, so the mounted application is used again.

use yew::prelude::*;

use crate::components::Card;
use crate::session::Session;

/// The session to show.
#[derive(PartialEq, Properties)]
pub(super) struct SlotProps {
    pub(super) session: Option<Session>,
    /// Counts the sessions: nothing that was rendered for one is used for the next.
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
