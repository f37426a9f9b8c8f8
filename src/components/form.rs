//! The fields for what the page does not give, and the button that begins.

use super::drawing::{Drawing, fixed, open};
use super::view::View;
use crate::archive::{Operation, Phase, State};
use crate::session::{Confirm, Field, Session};
use crate::tallyfy::{Kind, Problem};
use crate::words::Word;

/// Begins what the form is for, on behalf of the person.
pub(super) fn begin(session: &Session) {
    session.set_by_person(true);
    let operation = session.machine().problem().map(|(operation, _)| operation);
    if session.state() == State::Unknown {
        return session.check();
    }
    if operation == Some(Operation::Restore) {
        return session.restore();
    }
    let archives = session.options().confirm == Confirm::None || operation == Some(Operation::Archive);
    if archives { session.archive() } else { session.find() }
}

impl View<'_> {
    /// Whether there is something to enter or to begin: at first, and where other input could help.
    pub(super) fn is_form_shown(&self) -> bool {
        match self.machine.phase() {
            Phase::Idle => true,
            Phase::Refused {
                operation: Operation::Restore,
                ..
            }
            | Phase::Unknown { .. } => self.has_fields(),
            Phase::Refused { problem, .. } => {
                let input_helps = matches!(problem.kind, Kind::BadInput | Kind::Unauthenticated | Kind::NotFound);
                input_helps && self.has_fields()
            }
            _ => false,
        }
    }

    /// The form.
    pub(super) fn form(&self, to: &mut Drawing) {
        let button = match self.machine.phase() {
            Phase::Idle if self.options.confirm == Confirm::None => Word::Archive,
            Phase::Idle => Word::Find,
            Phase::Unknown { .. } => Word::CheckAgain,
            _ => Word::TryAgain,
        };
        to.open(
            "form",
            // This method sends nothing anywhere, should nobody listen: a browser would put the token into the address.
            fixed!("part": "form", "method": "dialog", "novalidate": "novalidate"),
        );
        for field in Field::ALL {
            if self.asks_for(field) {
                self.input(to, field);
            }
        }
        to.open("div", fixed!("class": "actions"));
        to.element(
            "button",
            fixed!("part": "button", "class": "primary", "type": "submit"),
            self.word(button),
        );
        if button == Word::TryAgain {
            self.start_over(to);
        }
        to.close();
        to.close();
    }

    pub(super) fn has_fields(&self) -> bool {
        Field::ALL.into_iter().any(|field| self.asks_for(field))
    }

    /// Whether a field is shown: for what the page does not give. A token that was refused can be replaced, whoever
    /// gave it.
    pub(super) fn asks_for(&self, field: Field) -> bool {
        let settled = matches!(
            self.machine.phase(),
            Phase::Unknown { .. }
                | Phase::Refused {
                    operation: Operation::Restore,
                    ..
                }
        );
        match field {
            // Which task it is about cannot change any more; only another token can help.
            Field::OrgId => !settled && self.options.org_id.is_none(),
            Field::TaskId => !settled && self.options.task_id.is_none(),
            Field::Token => {
                let is_wrong = |problem: &Problem| {
                    problem.kind == Kind::Unauthenticated || problem.about(Field::Token.as_str()).is_some()
                };
                let refused = self.complaint().is_some_and(is_wrong);
                self.session.asks_for_token(&self.options)
                    && (refused || !settled && !self.session.is_token_from_page())
            }
        }
    }

    /// The problem that other input could help with: the one of the last look, where there was one.
    fn complaint(&self) -> Option<&Problem> {
        self.machine
            .obstacle()
            .or(self.machine.problem().map(|(_, problem)| problem))
    }

    fn input(&self, to: &mut Drawing, field: Field) {
        let entered = self.session.entered();
        let (label, value, hint) = match field {
            Field::OrgId => (Word::OrgId, &entered.org_id, None),
            Field::TaskId => (Word::TaskId, &entered.task_id, Some(Word::TaskHint)),
            Field::Token if self.session.has_token() => (Word::Token, &entered.token, Some(Word::TokenKept)),
            Field::Token => (Word::Token, &entered.token, Some(Word::TokenHint)),
        };
        let id = field.as_str();
        let secret = field == Field::Token;
        let complaint = self.complaint();
        let error = complaint.and_then(|problem| problem.about(id));
        let refused_token = secret && complaint.is_some_and(|problem| problem.kind == Kind::Unauthenticated);
        let invalid = error.is_some() || refused_token;
        let hint_id = [id, "-hint"].concat();
        to.open("div", fixed!("part": "field", "class": "field"));
        open!(to, "label", "part": "label", "for": id);
        to.text(self.word(label));
        to.close();

        open!(
            to, "input",
            "part": "input",
            "id": id,
            "name": id,
            "type": if secret { "password" } else { "text" },
            "autocomplete": if secret { "new-password" } else { "off" },
            "autocapitalize": "off",
            "spellcheck": "false",
            "dir": "ltr",
            "required": "required",
            "aria-invalid": invalid.then_some("true"),
            "aria-describedby": hint_id.as_str(),
            "data-lpignore": secret.then_some("true"),
            "data-bwignore": secret.then_some(""),
            "data-form-type": secret.then_some("other"),
            "data-1p-ignore": secret.then_some(""),
        );
        if let Some(input) = to.last() {
            input.set_value(value.clone());
        }
        to.close();

        open!(to, "p", "class": "hint", "id": hint_id.as_str());
        match (error, hint) {
            (Some(error), _) => to.element("span", fixed!("class": "error"), error),
            (None, Some(hint)) => to.text(self.word(hint)),
            (None, None) => {}
        }
        to.close();
        to.close();
    }
}
