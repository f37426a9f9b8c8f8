//! Dates as the API writes them.

/// An ISO 8601 date, with or without a time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct IsoDate {
    /// For a parser that takes a date alone as midnight in UTC, as that of JavaScript does.
    pub(crate) text: String,
    /// Whether there is a time. A date alone is the same date in every time zone.
    pub(crate) has_time: bool,
}

impl IsoDate {
    /// Reads a date. A time without a zone is UTC. Anything else than a date is left as it is.
    pub(crate) fn new(text: &str) -> Self {
        let text = text.trim();
        let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
        let is_date = date.len() == 10 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !is_date || time.is_empty() {
            let text = if is_date { date } else { text };
            return Self {
                text: text.to_owned(),
                has_time: !is_date,
            };
        }
        let has_zone = time.ends_with(['Z', 'z']) || time.contains(['+', '-']);
        let zone = if has_zone { "" } else { "Z" };
        Self {
            text: [date, "T", time, zone].concat(),
            has_time: true,
        }
    }
}
