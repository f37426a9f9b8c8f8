//! The stand-in's time: it stands at noon of 2026-11-23 and moves one second with every change, so that two runs
//! of the same steps show the same times.

/// When the stand-in's last change happened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    changes: u32,
}

impl Clock {
    /// Moves on, and says what time it is then.
    pub(crate) fn tick(&mut self) -> String {
        self.changes += 1;
        let (minutes, seconds) = (self.changes / 60, self.changes % 60);
        let (hours, minutes) = (12 + minutes / 60, minutes % 60);
        format!("2026-11-23T{:02}:{minutes:02}:{seconds:02}Z", hours % 24)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn every_change_is_a_second_later() {
        let mut clock = Clock::default();
        assert_eq!(clock.tick(), "2026-11-23T12:00:01Z");
        assert_eq!(clock.tick(), "2026-11-23T12:00:02Z");
        clock.changes = 3_661;
        assert_eq!(clock.tick(), "2026-11-23T13:01:02Z");
    }
}
