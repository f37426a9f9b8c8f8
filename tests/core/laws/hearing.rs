//! What must follow from the answer to a read.

use super::answers::Heard;
use super::oracle::{Column, Evidence, Expect, Purpose, column_of, column_of_missing, judge};
use super::records::{Read, Send};
use super::server::{Ask, Change, LAG, Truth};
use super::world::World;

impl World {
    /// What must follow from an answer to a read.
    pub(super) fn hear(&mut self, job: u32, ask: Ask, heard: Heard) -> Expect {
        let can_refresh = self.can_refresh;
        let log = self.jobs.get_mut(&job).expect("a job");
        let Some(read) = log.read.as_mut() else {
            return Expect::Anything;
        };
        match heard {
            Heard::Item(truth) => log.seen = Some(truth),
            Heard::Listed => log.seen = Some(Truth::Archived),
            Heard::ListEnds => log.was_list_read = true,
            _ => {}
        }
        let is_first_401 = match log.op {
            Some(op) if read.purpose != Purpose::Check && read.purpose != Purpose::FollowUp => {
                let is_first = !self.ops[op].met_401;
                self.ops[op].met_401 |= heard == Heard::Unauthorized && can_refresh;
                is_first
            }
            _ => {
                let is_first = !read.met_401;
                read.met_401 |= heard == Heard::Unauthorized && can_refresh;
                is_first
            }
        };
        if heard == Heard::Unauthorized && can_refresh && is_first_401 {
            return Expect::AskAgain;
        }
        let read = *read;
        match (heard, ask) {
            (Heard::ApiNotFound | Heard::OtherNotFound, _) if read.searches => {
                log.read = Some(Read {
                    is_api_not_found: heard == Heard::ApiNotFound,
                    ..read
                });
                return Expect::List(1);
            }
            (Heard::MorePages, Ask::List(page)) => return Expect::List(page + 1),
            (Heard::Busy(_), _) if read.purpose == Purpose::Find => return Expect::Anything,
            _ => {}
        }
        log.read = None;
        match read.purpose {
            Purpose::Find => Expect::Anything,
            Purpose::FollowUp => {
                log.followed_up_at = Some(read.made_at);
                self.after_follow_up(job, read, heard)
            }
            Purpose::Connectivity => self.after_connectivity(job, heard),
            _ => self.after_read(job, read, heard),
        }
    }

    fn after_connectivity(&self, job: u32, heard: Heard) -> Expect {
        match heard {
            Heard::NoAnswer => Expect::Refused,
            Heard::Item(Truth::Archived) if self.change_of(job) == Change::Archive => Expect::Done,
            _ => Expect::SendAgain,
        }
    }

    /// The item has changed back, or it has not.
    fn after_follow_up(&mut self, job: u32, read: Read, heard: Heard) -> Expect {
        let shown = match heard {
            Heard::Item(truth) => Some(truth),
            Heard::Listed => Some(Truth::Archived),
            _ => None,
        };
        self.jobs.get_mut(&job).expect("a job").is_followed_up = shown.is_some();
        let log = &self.jobs[&job];
        let is_news = shown.is_some_and(|shown| log.claim.is_some_and(|(claim, _)| claim != shown));
        let is_recent = |send: &Send| send.ended.is_none_or(|(at, _)| read.made_at < at + LAG);
        let may_lag = self.sends.iter().any(|send| send.item == log.item && is_recent(send));
        // A newer operation on the same item tells its own outcome.
        let is_superseded = self.ops.iter().any(|op| op.item == log.item && !op.settled);
        match is_news {
            _ if may_lag || is_superseded => Expect::Anything,
            true => Expect::ChangedBack,
            false => Expect::Nothing,
        }
    }

    /// A read of a change has ended.
    pub(super) fn after_read(&mut self, job: u32, read: Read, heard: Heard) -> Expect {
        let Some(op) = self.jobs[&job].op else {
            return Expect::Anything;
        };
        let change = self.ops[op].change;
        let column = match heard {
            Heard::Cancelled => Column::None,
            Heard::Item(truth) => column_of(truth == change.requested()),
            Heard::Listed => column_of(change == Change::Archive),
            Heard::ApiNotFound => column_of_missing(change, true, false),
            _ => column_of_missing(change, read.is_api_not_found, heard == Heard::ListEnds),
        };
        let others = self
            .sends
            .iter()
            .filter(|send| send.item == self.ops[op].item && send.op != op);
        let may_lag = others
            .filter_map(|send| send.ended)
            .any(|(at, _)| read.made_at < at + LAG);
        let column = if column == Column::Done && may_lag {
            Column::None
        } else {
            column
        };
        let is_window_closed = read.made_at >= self.window_end(op);
        let last = *self.ops[op].sends.last().expect("a send");
        let row = self.ops[op].row;
        self.ops[op].reads.push((row, column, last));
        judge(Evidence {
            row,
            purpose: read.purpose,
            column,
            is_window_closed,
        })
    }
}
