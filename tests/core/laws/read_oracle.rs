//! The oracle for reads: what must follow from the response.

use super::model::{Read, Send};
use super::oracle::{Column, Evidence, Expect, Purpose, column_of, column_of_missing, expected_outcome};
use super::replies::Reply;
use super::server::{Change, LAG, RequestKind, Truth};
use super::world::World;

impl World {
    /// What must follow from a response to a read.
    pub(super) fn expect_after_read(&mut self, job: u32, kind: RequestKind, reply: Reply) -> Expect {
        let can_refresh = self.can_refresh;
        let log = self.jobs.get_mut(&job).expect("a job");
        let Some(read) = log.read.as_mut() else {
            return Expect::Anything;
        };
        match reply {
            Reply::Item(truth) => log.observed = Some(truth),
            Reply::Listed => log.observed = Some(Truth::Archived),
            Reply::ListEnds => log.was_list_read = true,
            _ => {}
        }
        let is_first_401 = match log.op {
            Some(op) if read.purpose != Purpose::Check && read.purpose != Purpose::FollowUp => {
                let is_first = !self.ops[op].has_met_401;
                self.ops[op].has_met_401 |= reply == Reply::Unauthorized && can_refresh;
                is_first
            }
            _ => {
                let is_first = !read.has_met_401;
                read.has_met_401 |= reply == Reply::Unauthorized && can_refresh;
                is_first
            }
        };
        if reply == Reply::Unauthorized && can_refresh && is_first_401 {
            return Expect::RequestAgain;
        }
        let read = *read;
        match (reply, kind) {
            (Reply::ApiNotFound | Reply::OtherNotFound, _) if read.searches => {
                log.read = Some(Read {
                    is_api_not_found: reply == Reply::ApiNotFound,
                    ..read
                });
                return Expect::List(1);
            }
            (Reply::MorePages, RequestKind::List(page)) => return Expect::List(page + 1),
            (Reply::RetryLater(_), _) if read.purpose == Purpose::Find => return Expect::Anything,
            _ => {}
        }
        log.read = None;
        match read.purpose {
            Purpose::Find => Expect::Anything,
            Purpose::FollowUp => {
                log.followed_up_at = Some(read.made_at);
                self.after_follow_up(job, read, reply)
            }
            Purpose::Connectivity => self.after_connectivity(job, reply),
            _ => self.after_read(job, read, reply),
        }
    }

    fn after_connectivity(&self, job: u32, reply: Reply) -> Expect {
        match reply {
            Reply::NoAnswer => Expect::Refused,
            Reply::Item(Truth::Archived) if self.change_of(job) == Change::Archive => Expect::Done,
            _ => Expect::SendAgain,
        }
    }

    /// A follow-up read has ended.
    fn after_follow_up(&mut self, job: u32, read: Read, reply: Reply) -> Expect {
        let shown = match reply {
            Reply::Item(truth) => Some(truth),
            Reply::Listed => Some(Truth::Archived),
            _ => None,
        };
        self.jobs.get_mut(&job).expect("a job").is_followed_up = shown.is_some();
        let log = &self.jobs[&job];
        let is_news = shown.is_some_and(|shown| log.claim.is_some_and(|(claim, _)| claim != shown));
        let is_recent = |send: &Send| send.ended.is_none_or(|(at, _)| read.made_at < at + LAG);
        let may_lag = self.sends.iter().any(|send| send.item == log.item && is_recent(send));
        // A newer operation on the same item reports its own outcome.
        let is_superseded = self.ops.iter().any(|op| op.item == log.item && !op.settled);
        match is_news {
            _ if may_lag || is_superseded => Expect::Anything,
            true => Expect::ChangedBack,
            false => Expect::Nothing,
        }
    }

    /// A read that verifies a change has ended.
    pub(super) fn after_read(&mut self, job: u32, read: Read, reply: Reply) -> Expect {
        let Some(op) = self.jobs[&job].op else {
            return Expect::Anything;
        };
        let change = self.ops[op].change;
        let column = match reply {
            Reply::Cancelled => Column::None,
            Reply::Item(truth) => column_of(truth == change.requested()),
            Reply::Listed => column_of(change == Change::Archive),
            Reply::ApiNotFound => column_of_missing(change, true, false),
            _ => column_of_missing(change, read.is_api_not_found, reply == Reply::ListEnds),
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
        expected_outcome(Evidence {
            row,
            purpose: read.purpose,
            column,
            is_window_closed,
        })
    }
}
