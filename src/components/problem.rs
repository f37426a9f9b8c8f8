//! Why something did not work, in place, with what to do about it.

use js_sys::Date;
use yew::prelude::*;

use super::details::isolated;
use super::view::{View, text};
use crate::archive::{Operation, Phase};
use crate::reasons;
use crate::session::{Field, cors_headers, page_origin};
use crate::tallyfy::{Kind, Link, Problem};
use crate::words::Word;

impl View<'_> {
    /// A problem.
    pub(super) fn problem(&self) -> Html {
        let Some((operation, problem)) = self.machine.problem() else {
            return Html::default();
        };
        let reason = |problem| reasons::title(&self.options.words, problem, f64::from(self.options.timeout));
        let obstacle = self.machine.obstacle();
        let obstacle = obstacle.map(|obstacle| self.filled(Word::Obstacle, &[("reason", &reason(obstacle))]));
        let (unknown, still_open) = match self.machine.phase() {
            Phase::Unknown { doubt, .. } => (true, doubt.open_until > Date::now()),
            _ => (false, false),
        };
        let origin = page_origin();
        let elsewhere = self
            .machine
            .target()
            .is_some_and(|target| target.base.origin() != origin);
        let perhaps_blocked = problem.kind == Kind::Unreachable && operation != Operation::Find && elsewhere;
        let remark = |is_so: bool, word| {
            if is_so {
                html! { <p>{ self.text(word) }</p> }
            } else {
                Html::default()
            }
        };
        // A word per state, so that one that differs for the eye differs for programs that style it, too. As a
        // property, for the reason that `View::button` has.
        let class = if unknown { "problem unknown" } else { "problem" };
        html! {
            <div part="problem" ~className={class} role="alert" tabindex="-1" data-focus="">
                <p class="headline">{ reasons::headline(self.machine.phase()).map(|word| self.text(word)) }</p>
                <p>{ text(&reason(problem)) }</p>
                <p>{ obstacle }</p>
                { remark(perhaps_blocked, Word::PerhapsBlocked) }
                { remark(still_open, Word::StillOpen) }
                { self.process(problem) }
                if problem.kind == Kind::Blocked || perhaps_blocked {
                    { self.headers(&origin) }
                }
                { self.server(problem) }
            </div>
        }
    }

    /// The process that the task belongs to, where that is the problem.
    fn process(&self, problem: &Problem) -> Html {
        let run = self.machine.task().and_then(crate::tallyfy::Task::run);
        match (problem.kind, self.machine.target(), run) {
            (Kind::LinkedTask, Some(target), Some(run)) => html! {
                <p>
                    { self.text(Word::Process) }{ " " }<code>{ text(run.as_str()) }</code>{ " · " }
                    { self.link_to(Word::OpenProcess, Link::to_process(&target.org, &run)) }
                </p>
            },
            _ => Html::default(),
        }
    }

    fn headers(&self, origin: &str) -> Html {
        let headers = cors_headers(origin, self.options.credentials);
        html! {
            <>
                <pre tabindex="0">{ text(&headers) }</pre>
                { self.copy(0, Word::CopyHeaders, headers) }
            </>
        }
    }

    /// What the server said: its words, its code, its fields, the request's id.
    fn server(&self, problem: &Problem) -> Html {
        // What is wrong with a field that is on the screen is said there.
        let form = problem.kind == Kind::BadInput && self.is_form_shown();
        let is_said = |name: &str| {
            form && Field::ALL
                .into_iter()
                .any(|field| field.as_str() == name && self.asks_for(field))
        };
        let wrong = problem.fields.iter().filter(|field| !is_said(&field.field));
        html! {
            <>
                if let Some(message) = &problem.message {
                    <p class="server">{ self.text(Word::ServerSays) }{ " " }<q dir="auto">{ text(message) }</q></p>
                }
                <ul class="fields">
                    { for wrong.map(|field| html! {
                        <li><code dir="auto">{ text(&field.field) }</code>{ " " }{ isolated(&field.message) }</li>
                    }) }
                </ul>
                if let Some(status) = problem.status {
                    <p class="hint">
                        { text(&status.to_string()) }
                        if let Some(code) = &problem.code {
                            { " · " }{ isolated(code) }
                        }
                        { self.request_id(problem.request_id.as_deref()) }
                    </p>
                }
            </>
        }
    }
}
