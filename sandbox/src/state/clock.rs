//! The fake clock: it starts at noon of 2026-11-23 and advances one second with every change, so that runs are
//! reproducible.

/// The time of the last change.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    changes: u32,
}

impl Clock {
    /// The time of the next change.
    pub(crate) fn next_time(self) -> String {
        let changes = self.changes.wrapping_add(1);
        let (minutes, seconds) = (changes / 60, changes % 60);
        let (hours, minutes) = (12 + minutes / 60, minutes % 60);
        format!("2026-11-23T{:02}:{minutes:02}:{seconds:02}Z", hours % 24)
    }

    /// Moves on by one change.
    pub(crate) fn tick(&mut self) {
        self.changes = self.changes.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn consecutive_changes_are_a_second_apart() {
        let mut clock = Clock::default();
        assert_eq!(clock.next_time(), "2026-11-23T12:00:01Z");
        clock.tick();
        assert_eq!(clock.next_time(), "2026-11-23T12:00:02Z");
        clock.changes = 3_661;
        assert_eq!(clock.next_time(), "2026-11-23T13:01:02Z");
    }
}
