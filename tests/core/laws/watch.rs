//! What the machine does, and whether it may.

use super::server::Ask;
use super::world::{Flight, TARGETS, World};
use tallyfy_archive::archive::{Effect, Event, Input, Moment, Phase, State};

impl World {
    /// Now.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            now: self.now,
            chance: 0.5,
        }
    }

    /// Gives the machine an input, and checks the laws.
    pub(super) fn input(&mut self, input: Input) {
        let (previous, asked) = (self.machine.state(), input.clone());
        let effects = self.machine.step(self.moment(), input);
        for effect in effects {
            self.observe(&asked, previous, effect);
        }
        let state = self.machine.state();
        assert_eq!(self.state, state, "every change of state is announced");
        let under_way = u8::from(self.flight.is_some()) + u8::from(self.wait.is_some());
        assert_eq!(under_way, u8::from(state.is_busy()), "one thing is under way, or none");
        if matches!(asked, Input::Reset | Input::Refuse(..)) && !state.is_busy() {
            self.operation += 1;
            self.found = None;
        }
        if let Input::Find(target) | Input::Archive(target) = &asked
            && !previous.is_busy()
        {
            assert_eq!(self.machine.target(), Some(target), "what was asked is what is done");
        }
        match self.machine.phase() {
            Phase::Archived { .. } if previous != state => assert_eq!(self.shown, Some(true), "archived, and seen so"),
            Phase::Restored { .. } if previous != state => assert_eq!(self.shown, Some(false), "restored, and seen so"),
            Phase::Refused { .. } if !matches!(asked, Input::Refuse(..)) => self.assert_nothing_changed(),
            _ => {}
        }
        self.shown = None;
    }

    /// `refused` says that this operation changed nothing, and will not.
    fn assert_nothing_changed(&self) {
        let (operation, now) = (self.operation, self.now);
        let changed = (0..TARGETS).any(|target| self.server.is_changed_by(target, operation));
        assert!(!changed, "refused, but changed");
        let mut open = self
            .given_up
            .iter()
            .filter(|(flight, until)| flight.operation == operation && now < *until);
        assert!(open.next().is_none(), "refused, but may still be changed");
    }

    fn observe(&mut self, asked: &Input, previous: State, effect: Effect) {
        match effect {
            Effect::Send(ticket, request) => {
                self.take(ticket);
                let target = self.machine.target().expect("a target");
                let ask = Ask::of(&request, target);
                let target = self.targets.iter().position(|it| it == target).expect("a known target");
                if !previous.is_busy() && *asked != Input::Check {
                    self.operation += 1;
                }
                if matches!(asked, Input::Find(_) | Input::Archive(_)) {
                    self.found = None;
                }
                if ask == Ask::Archive {
                    assert_eq!(self.found, Some(target), "a DELETE of what was not found");
                    let again = matches!(asked, Input::Elapsed(_));
                    assert!(
                        again || *asked == Input::Permitted(true),
                        "a DELETE that was not permitted"
                    );
                }
                let operation = self.operation;
                self.flight = Some(Flight {
                    ticket,
                    ask,
                    target,
                    operation,
                    sent: false,
                    reply: None,
                });
            }
            Effect::Wait(ticket, milliseconds) => {
                self.take(ticket);
                assert!((0.0..=120_000.0).contains(&milliseconds), "a wait of {milliseconds}");
                self.wait = Some((ticket, self.now + milliseconds));
            }
            Effect::Abort => {
                self.wait = None;
                if let Some(flight) = self.flight.take() {
                    self.give_up(flight);
                }
            }
            Effect::Announce(Event::State { previous, state }) => {
                assert_eq!(previous, self.state, "states follow each other");
                assert_ne!(previous, state);
                self.state = state;
            }
            Effect::Announce(event) => {
                let state = match event {
                    Event::Archived => State::Archived,
                    Event::Restored => State::Restored,
                    Event::Refused => State::Refused,
                    _ => State::Unknown,
                };
                assert_eq!(
                    (self.state, self.machine.state()),
                    (state, state),
                    "an event of the state it is in"
                );
            }
            Effect::Ask => assert_eq!(self.state, State::Review, "asked in review"),
        }
    }

    /// A new ticket, while no other one is live.
    fn take(&mut self, ticket: u32) {
        assert!(ticket > self.last_ticket, "a ticket that was given out before");
        assert!(self.flight.is_none() && self.wait.is_none(), "two things at once");
        self.last_ticket = ticket;
    }
}
