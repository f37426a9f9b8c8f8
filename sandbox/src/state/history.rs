//! Past values of `archived_at`, for reads that lag behind.

use std::collections::VecDeque;

/// The longest lag, in milliseconds.
pub(crate) const MAX_LAG_MS: u64 = 5_000;

/// The `archived_at` of an item until it was changed.
#[derive(Debug)]
struct Past {
    id: String,
    until_ms: u64,
    archived_at: Option<String>,
}

/// The changes within the longest lag, oldest first.
#[derive(Debug, Default)]
pub(crate) struct History {
    past: VecDeque<Past>,
}

impl History {
    /// Records what this item's `archived_at` was until now.
    pub(crate) fn keep(&mut self, id: &str, archived_at: Option<String>, now_ms: u64) {
        while self
            .past
            .front()
            .is_some_and(|past| past.until_ms + MAX_LAG_MS < now_ms)
        {
            self.past.pop_front();
        }
        self.past.push_back(Past {
            id: id.to_owned(),
            until_ms: now_ms,
            archived_at,
        });
    }

    pub(crate) fn forget(&mut self, id: &str) {
        self.past.retain(|past| past.id != id);
    }

    /// The `archived_at` of this item at that time; `now` is the present one.
    pub(crate) fn archived_at(&self, id: &str, at_ms: u64, now: Option<&String>) -> Option<String> {
        let changed_since = self.past.iter().find(|past| past.id == id && past.until_ms > at_ms);
        changed_since.map_or(now, |past| past.archived_at.as_ref()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn a_lagging_state_is_that_before_the_first_recent_change() {
        let [first, second, now] = ["12:00:01", "12:00:02", "12:00:03"].map(|time| Some(time.to_owned()));
        let mut history = History::default();
        history.keep("a", None, 100);
        history.keep("a", first.clone(), 200);
        history.keep("b", second, 300);
        let at = |history: &History, at_ms| history.archived_at("a", at_ms, now.as_ref());
        assert_eq!(at(&history, 50), None);
        assert_eq!(at(&history, 100), first);
        assert_eq!(at(&history, 200), now);
        history.keep("c", None, 5_150);
        assert_eq!(at(&history, 50), first);
        history.forget("a");
        assert_eq!(at(&history, 50), now);
    }
}
