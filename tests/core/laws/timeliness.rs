//! `Law::Timely`: outcomes are reported as soon as they are proven, and checks continue only while there is doubt.

use super::model::{Checked, Job, Law};
use super::oracle::{Expect, next_check};
use super::server::{LAG, RequestKind};
use super::world::World;
use crate::archive::{Command, Event, State};

impl World {
    /// Checks that the commands of a step are what the oracle expects, and nothing else.
    pub(super) fn expect(&mut self, job: Option<u32>, expect: Expect, commands: &[Command]) -> Checked {
        let (Some(id), false) = (job, expect == Expect::Anything || self.truth_only) else {
            return Ok(());
        };
        let kinds: Vec<RequestKind> = self.in_flight_of(id).map(|request| request.kind).into_iter().collect();
        let is_new = commands.iter().any(|command| matches!(command, Command::Send { .. }));
        let kind = kinds.first().copied().filter(|_| is_new);
        let is_waiting = commands.iter().any(|command| matches!(command, Command::Wait { .. }));
        let due = self
            .timers
            .iter()
            .find(|timer| timer.job == id && is_waiting)
            .map(|timer| timer.due);
        let reported = commands.iter().find_map(|command| match command {
            Command::Announce(_, Event::State { .. }) => None,
            Command::Announce(_, event) => Some(event),
            _ => None,
        });
        let op = self.jobs.get(&id).and_then(|job| job.op).map(|op| &self.ops[op]);
        let is_wait = |from: f64, to: f64| due.is_some_and(|due| from - 1.0 <= due && due <= to + 1.0);
        let is_idle = reported.is_none() && due.is_none();
        let holds = match expect {
            Expect::Anything => true,
            Expect::Nothing => kind.is_none() && is_idle,
            Expect::Wait(from, to) => kind.is_none() && reported.is_none() && is_wait(from, to),
            Expect::Read => kind == Some(RequestKind::Item) && is_idle,
            Expect::List(page) => kind == Some(RequestKind::List(page)) && is_idle,
            Expect::RequestAgain => matches!(kind, Some(RequestKind::Item | RequestKind::List(_))) && is_idle,
            Expect::SendAgain => kind == op.map(|op| RequestKind::Change(op.change)) && kind.is_some() && is_idle,
            Expect::Done => {
                matches!(reported, Some(Event::Archived { .. } | Event::Restored { .. }))
                    && self.is_followed_up(id, due)
                    && kind.is_none()
            }
            Expect::ChangedBack => {
                matches!(reported, Some(Event::Archived { .. } | Event::Restored { .. })) && kind.is_none()
            }
            Expect::Refused => {
                let is_in_review = self.machine.state_of(id) == Some(State::Review);
                let is_followed_up = op.is_none_or(|op| op.sends.is_empty() || self.is_followed_up(id, due));
                matches!(reported, Some(Event::Refused { .. })) && (is_followed_up || is_in_review) && kind.is_none()
            }
            Expect::Open(is_checking) => {
                let since = op.and_then(|op| op.unknown).map_or(self.now, |(since, _)| since);
                let window_end = self.jobs[&id].op.map_or(self.now, |op| self.window_end(op));
                let (from, to) = next_check(since, self.now, window_end);
                let is_scheduled = if is_checking { is_wait(from, to) } else { due.is_none() };
                matches!(reported, None | Some(Event::Unknown { .. }))
                    && op.is_some_and(|op| op.unknown.is_some_and(|(_, checking)| checking == is_checking))
                    && self.machine.state_of(id) == Some(State::Unknown)
                    && is_scheduled
                    && kind.is_none()
            }
        };
        self.law(Law::Timely, holds, || format!("not {expect:?}, but {commands:?}"))
    }

    /// Whether a follow-up read is scheduled if the window of an earlier operation is open.
    fn is_followed_up(&self, job: u32, due: Option<f64>) -> bool {
        let Job { item, op, .. } = self.jobs[&job];
        let others = self.sends.iter().filter(|send| send.item == item && Some(send.op) < op);
        let open = others.map(|send| send.window_end).fold(f64::NEG_INFINITY, f64::max);
        open <= self.now || due.is_some_and(|due| open <= due + 1.0 && due <= open + LAG + 1_000.0)
    }
}
