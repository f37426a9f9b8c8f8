//! Why something did not work, in place, with what to do about it.

use js_sys::Date;

use super::details::code;
use super::drawing::{Drawing, NONE, fixed, open};
use super::response::DOT;
use super::view::View;
use crate::archive::{Operation, Phase};
use crate::reasons;
use crate::session::{Field, cors_headers, page_origin};
use crate::tallyfy::{FieldProblem, Kind, Link, Problem, decimal};
use crate::words::Word;

impl View<'_> {
    /// A problem.
    pub(super) fn problem(&self, to: &mut Drawing) {
        let Some((operation, problem)) = self.machine.problem() else {
            return to.nothing();
        };
        let reason = |problem| reasons::title(&self.options.words, problem, f64::from(self.options.timeout));
        let (class, still_open) = match self.machine.phase() {
            // A word per state, so that one that differs for the eye differs for programs that style it, too.
            Phase::Unknown { doubt, .. } => ("problem unknown", doubt.open_until > Date::now()),
            _ => ("problem", false),
        };
        let origin = page_origin();
        let elsewhere = self
            .machine
            .target()
            .is_some_and(|target| target.base.origin() != origin);
        let perhaps_blocked = problem.kind == Kind::Unreachable && operation != Operation::Find && elsewhere;

        open!(to, "div", "part": "problem", "class": class, "role": "alert", "tabindex": "-1", "data-focus": "");
        to.open("p", fixed!("class": "headline"));
        if let Some(word) = reasons::headline(self.machine.phase()) {
            to.text(self.word(word));
        }
        to.close();
        to.element("p", NONE, &reason(problem));
        to.open("p", NONE);
        if let Some(obstacle) = self.machine.obstacle() {
            to.text(&self.filled(Word::Obstacle, "reason", &reason(obstacle)));
        }
        to.close();
        self.remark(to, perhaps_blocked, Word::PerhapsBlocked);
        self.remark(to, still_open, Word::StillOpen);
        self.process(to, problem);
        if problem.kind == Kind::Blocked || perhaps_blocked {
            self.headers(to, &origin);
        }
        self.server(to, problem);
        to.close();
    }

    fn remark(&self, to: &mut Drawing, is_so: bool, word: Word) {
        if is_so {
            to.element("p", NONE, self.word(word));
        } else {
            to.nothing();
        }
    }

    /// The process that the task belongs to, where that is the problem.
    fn process(&self, to: &mut Drawing, problem: &Problem) {
        let run = self.machine.task().and_then(crate::tallyfy::Task::run);
        if let (Kind::LinkedTask, Some(target), Some(run)) = (problem.kind, self.machine.target(), run) {
            to.open("p", NONE);
            to.text(self.word(Word::Process));
            to.text(" ");
            code(to, run.as_str());
            to.text(DOT);
            self.link(to, Word::OpenProcess, &Link::to_process(&target.org, &run));
            to.close();
        }
    }

    fn headers(&self, to: &mut Drawing, origin: &str) {
        let headers = cors_headers(origin, self.options.credentials);
        to.element("pre", fixed!("tabindex": "0"), &headers);
        self.copy(to, 0, Word::CopyHeaders, &headers);
    }

    /// What the server said: its words, its code, its fields, the request's id.
    fn server(&self, to: &mut Drawing, problem: &Problem) {
        if let Some(message) = &problem.message {
            to.open("p", fixed!("class": "server"));
            to.text(self.word(Word::ServerSays));
            to.text(" ");
            to.element("q", fixed!("dir": "auto"), message);
            to.close();
        }

        to.open("ul", fixed!("class": "fields"));
        for FieldProblem { field, message } in &problem.fields {
            // What is wrong with a field that is on the screen is said there.
            let is_said = problem.kind == Kind::BadInput
                && self.is_form_shown()
                && Field::ALL
                    .into_iter()
                    .any(|shown| shown.as_str() == field && self.asks_for(shown));
            if !is_said {
                to.open("li", NONE);
                to.element("code", fixed!("dir": "auto"), field);
                to.text(" ");
                to.isolated(message);
                to.close();
            }
        }
        to.close();

        if let Some(status) = problem.status {
            to.open("p", fixed!("class": "hint"));
            to.text(&decimal(status));
            if let Some(code) = &problem.code {
                to.text(DOT);
                to.isolated(code);
            }
            self.request_id(to, problem.request_id.as_deref());
            to.close();
        }
    }
}
