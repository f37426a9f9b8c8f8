//! Effects, in words.

use crate::{ORG, TASK};
use tallyfy_archive::archive::{Effect, Event};
use tallyfy_archive::tallyfy::Request;
use url::Url;

/// The effect in words.
pub(super) fn told(effect: &Effect) -> String {
    match effect {
        Effect::Send(_, request) => told_request(request),
        Effect::Wait(_, milliseconds) => format!("wait {milliseconds}"),
        Effect::Abort => "abort".to_owned(),
        Effect::Ask => "ask".to_owned(),
        Effect::Announce(Event::State { previous, state }) => format!("{}→{}", previous.as_str(), state.as_str()),
        Effect::Announce(event) => format!("{event:?}!"),
    }
}

fn told_request(request: &Request) -> String {
    let url = Url::parse(&request.url).expect("a URL");
    let path = url.path().replace(ORG, "{org}").replace(TASK, "{task}");
    let path = path
        .strip_prefix("/api/organizations/{org}/")
        .expect("a path of this organization")
        .to_owned();
    let asked = |name: &str| {
        url.query_pairs()
            .find(|pair| pair.0 == name)
            .map(|pair| pair.1.into_owned())
    };
    let mut words = vec![request.method.as_str().to_owned(), path];
    words.extend(asked("archived").map(|value| format!("archived={value}")));
    words.extend(asked("q").map(|value| format!("q={value}")));
    words.extend(asked("page").map(|value| format!("page={value}")));
    words.join(" ")
}
