//! The token is in no state, event or problem: no input of the machine can contain it.

use crate::archive::{Command, Env, Outcome, Target};
use crate::tallyfy::{FieldError, Head, Problem, Request};

/// Destructures the inputs, so that a new field that could contain a token does not compile.
fn goes_in(env: Env, target: Target, outcome: Outcome) -> Vec<String> {
    let Env {
        now_ms: _,
        jitter: _,
        is_online: _,
        can_refresh_token: _,
    } = env;
    let Target { base, org, task } = target;
    let problem = match outcome {
        Outcome::Response(answer) => Problem::from_response(answer),
        Outcome::NoResponse(kind) => Problem::new(kind),
        Outcome::NotSent(problem) => problem,
    };
    let mut texts = texts_of(problem);
    texts.extend([base.as_str(), org.as_str(), task.as_str()].map(ToOwned::to_owned));
    texts
}

/// The texts of a problem, all of which are the server's.
fn texts_of(problem: Problem) -> Vec<String> {
    let Problem {
        kind: _,
        status: _,
        message,
        code,
        fields,
        request_id,
        retry_after: _,
    } = problem;
    let texts = |error| match error {
        FieldError::Server { field, message } => [field, message],
        other => [other.field().to_owned(), format!("{other:?}")],
    };
    let fields = fields.into_iter().flat_map(texts);
    [message, code, request_id]
        .into_iter()
        .flatten()
        .chain(fields)
        .collect()
}

/// A request as text. Its headers are added by the client.
fn request_of(command: &Command) -> Option<String> {
    let Command::Send {
        ticket: _,
        is_automatic: _,
        request: Request { method, url },
        refresh_token: _,
    } = command
    else {
        return None;
    };
    Some(format!("{} {url}", method.as_str()))
}

#[test]
fn only_ids_and_server_texts_enter_or_leave_the_machine() {
    let items = super::server::items();
    let env = Env {
        now_ms: 0.0,
        jitter: 0.0,
        is_online: true,
        can_refresh_token: true,
    };
    let target = items[0].target.clone();
    let head = Head {
        status: 403,
        request_id: Some("id".to_owned()),
        retry_after: None,
    };
    let outcome = Outcome::Response(crate::core_tests::fixtures::read(head, r#"{"message":"No."}"#));
    let texts = goes_in(env, target.clone(), outcome);
    assert_eq!(texts, ["No.", "id", "https://tallyfy.example/api", "0a1b", "aa00"]);

    let mut machine = crate::archive::Machine::default();
    let commands = machine.step(env, crate::archive::Msg::Find(target));
    let requests: Vec<String> = commands.iter().filter_map(request_of).collect();
    assert_eq!(
        requests,
        ["GET https://tallyfy.example/api/organizations/0a1b/tasks/aa00"]
    );
}
