//! A Yew application with the widget as a component. `cargo xtask test embed` builds it, opens it and uses it.

use gloo_net::http::Request;
use tallyfy_archive::{Announcement, ArchiveTask, Details, TokenAnswer};
use yew::prelude::*;

#[component]
fn Admin() -> Html {
    let message = use_state(String::new);
    let on_announce = {
        let message = message.clone();
        move |announcement| match announcement {
            Announcement::Archived { details, .. } => message.set(title(details) + " is archived"),
            Announcement::Restored { details, .. } => message.set(title(details) + " is back"),
            Announcement::Refused { problem, .. } => message.set(problem.title),
            _ => {}
        }
    };
    html! {
        <main>
            <ArchiveTask api_base="/api" org_id="0a1b2c3d4e5f60718293a4b5c6d7e8f9" {get_token} {on_announce} />
            <output>{ (*message).clone() }</output>
        </main>
    }
}

/// Called before every request. The server of this application has the token.
fn get_token(_: ()) -> TokenAnswer {
    Box::pin(async {
        let response = Request::get("/session/tallyfy-token").send().await;
        let response = response.map_err(|error| error.to_string())?;
        if !response.ok() {
            return Err("Your session has ended. Log in again.".into());
        }
        Ok(response.text().await.map_err(|error| error.to_string())?)
    })
}

fn title(details: Details) -> String {
    details.item.and_then(|task| task.title).unwrap_or_default()
}

fn main() {
    yew::Renderer::<Admin>::new().render();
}
