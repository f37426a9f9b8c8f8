//! Actions and open fields in every phase.

use super::scenario::Scenario;
use super::start::{OTHER, archived, archiving, found, idle, restoring, unknown};
use crate::archive::{Action, Msg, Offer, Operation};
use crate::core_tests::TASK;
use crate::tallyfy::{FieldError, Problem, ProblemKind};

/// Phase, primary action, secondary action, open fields. `token!`: the token was rejected, and can be entered even if
/// the page has set one.
const OFFERS: &str = "
idle                                | Begin    | -         | ids, token
left behind                         | Begin    | -         | ids, token
finding                             | -        | Cancel    |
finding, rate limited               | -        | Cancel    |
review                              | Confirm  | StartOver |
approval pending                    | -        | Cancel    |
archiving, not sent                 | -        | Cancel    |
archiving                           | -        | Cancel    |
archiving, rate limited             | -        | Cancel    |
archiving, being verified           | -        | Cancel    |
archived                            | Restore  | StartOver |
archived already                    | Restore  | StartOver |
archived, read once more            | Restore  | StartOver |
restoring                           | -        | Cancel    |
restored                            | -        | StartOver |
refused: ids are wrong              | TryAgain | StartOver | ids, token
refused: token is wrong             | TryAgain | StartOver | ids, token!
refused: find unauthenticated       | TryAgain | StartOver | ids, token!
refused: find not-found             | TryAgain | StartOver | ids, token
refused: find, list unauthenticated | TryAgain | StartOver | ids, token!
refused: find forbidden             | TryAgain | StartOver |
refused: find server-error          | TryAgain | StartOver |
refused: find cancelled             | TryAgain | StartOver |
refused: linked-task                | -        | StartOver |
refused: archive linked-task        | -        | StartOver |
refused: archive unauthenticated    | TryAgain | StartOver | ids, token!
refused: archive forbidden          | TryAgain | StartOver |
refused: archive cancelled          | TryAgain | StartOver |
refused: restore unauthenticated    | Restore  | StartOver | token!
refused: restore forbidden          | Restore  | StartOver |
unknown, checked later              | Check    | StartOver |
unknown, being checked              | Check    | StartOver |
unknown, checks ended               | Check    | StartOver |
unknown, token expired              | Check    | StartOver | token!
unknown, token expired in a check   | Check    | StartOver | token!
unknown: restore                    | Check    | StartOver |
";

fn wrong(field: &str) -> Scenario {
    let field = FieldError::Server {
        field: field.to_owned(),
        message: String::new(),
    };
    idle().gets(Msg::Reject(Operation::Find, Problem::bad_input(vec![field])))
}

fn scenario(phase: &str) -> Scenario {
    let missing = || idle().finds(TASK).answers("not-found-404");
    match phase {
        "idle" => idle(),
        "left behind" => archiving().retargets(OTHER),
        "finding" => idle().finds(TASK),
        "finding, rate limited" => idle().finds(TASK).answers("429"),
        "review" => found(),
        "approval pending" => found().confirms(),
        "archiving, not sent" => found().confirms().approved(),
        "archiving" => archiving(),
        "archiving, rate limited" => archiving().answers("503"),
        "archiving, being verified" => archiving().answers("500"),
        "archived" => archived(),
        "archived already" => idle().finds(TASK).answers("get-200-archived"),
        "archived, read once more" => {
            let restored = restoring().answers("204").after(6_000.0);
            restored.finds(TASK).answers("get-200-archived").elapses()
        }
        "restoring" => restoring(),
        "restored" => restoring().answers("204"),
        "refused: ids are wrong" => wrong("taskId"),
        "refused: token is wrong" => wrong("token"),
        "refused: find unauthenticated" => idle().finds(TASK).answers("401"),
        "refused: find not-found" => missing().answers("list-200-empty"),
        "refused: find, list unauthenticated" => missing().answers("401"),
        "refused: find forbidden" => idle().finds(TASK).answers("403"),
        "refused: find server-error" => idle().finds(TASK).answers("500"),
        "refused: find cancelled" => idle().finds(TASK).cancels(),
        "refused: linked-task" => idle().finds(TASK).answers("get-200-linked"),
        "refused: archive linked-task" => archiving().answers("linked-422-message").answers("get-200-one-off"),
        "refused: archive unauthenticated" => archiving().answers("401").answers("get-200-one-off"),
        "refused: archive forbidden" => archiving().answers("403").answers("get-200-one-off"),
        "refused: archive cancelled" => found().confirms().approved().cancels(),
        "refused: restore unauthenticated" => restoring().answers("401").answers("get-200-archived"),
        "refused: restore forbidden" => restoring().answers("403").answers("get-200-archived"),
        "unknown, checked later" => unknown(),
        "unknown, being checked" => unknown().elapses(),
        "unknown, checks ended" => unknown().after(30_000.0).elapses().answers("500"),
        "unknown, token expired" => archiving().answers("401").answers("401"),
        "unknown, token expired in a check" => unknown().elapses().answers("401"),
        "unknown: restore" => restoring().loses(ProblemKind::Timeout).answers("500"),
        phase => panic!("{phase}"),
    }
}

fn describe(offer: Offer) -> [String; 3] {
    let action = |action: Option<Action>| action.map_or("-".to_owned(), |action| format!("{action:?}"));
    let token = match (offer.token_is_open, offer.token_was_refused) {
        (true, true) => Some("token!"),
        (true, false) => Some("token"),
        (false, false) => None,
        (false, true) => panic!("a refused token that cannot be replaced"),
    };
    let fields: Vec<_> = offer.ids_are_open.then_some("ids").into_iter().chain(token).collect();
    [action(offer.primary), action(offer.secondary), fields.join(", ")]
}

#[test]
fn every_state_has_its_buttons_and_open_fields() {
    for line in OFFERS.trim().lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        assert_eq!(describe(scenario(cells[0]).machine.offer()), cells[1..], "{}", cells[0]);
    }
}

#[test]
fn ids_can_be_edited_only_if_the_button_finds_their_task() {
    for line in OFFERS.trim().lines() {
        let phase = line.split('|').next().unwrap_or_default().trim();
        let offer = scenario(phase).machine.offer();
        if offer.ids_are_open {
            assert!(
                matches!(offer.primary, Some(Action::Begin | Action::TryAgain)),
                "{phase}"
            );
        }
    }
}

/// Anything else would be a second request, or none at all.
#[test]
fn while_something_is_in_flight_it_can_only_be_cancelled() {
    for line in OFFERS.trim().lines() {
        let phase = line.split('|').next().unwrap_or_default().trim();
        let scenario = scenario(phase);
        if scenario.machine.state().is_busy() {
            let offer = scenario.machine.offer();
            assert_eq!(
                (offer.primary, offer.secondary),
                (None, Some(Action::Cancel)),
                "{phase}"
            );
            assert!(!offer.ids_are_open && !offer.token_is_open, "{phase}");
        }
    }
}

#[test]
fn the_last_check_decides_whether_other_input_could_help() {
    let input_problem = |scenario: Scenario| scenario.machine.input_problem().map(|problem| problem.kind);
    assert_eq!(input_problem(idle()), None);
    assert_eq!(input_problem(found()), None);
    assert_eq!(input_problem(unknown()), Some(ProblemKind::ServerError));
    assert_eq!(
        input_problem(unknown().elapses().answers("401")),
        Some(ProblemKind::Unauthenticated)
    );
    assert_eq!(
        input_problem(unknown().elapses().answers("get-200-one-off")),
        Some(ProblemKind::Timeout)
    );
    assert_eq!(
        input_problem(idle().finds(TASK).answers("403")),
        Some(ProblemKind::Forbidden)
    );
}
