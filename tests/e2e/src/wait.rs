//! Waiting for what will come. Nothing here measures time: the limit only ends what would never end.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long something that will come is waited for, on a machine that is busy with other things.
pub const TIMEOUT: Duration = Duration::from_mins(2);

/// Asks again until there is an answer; `None` if there is none in all that time.
pub fn eventually<T>(mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    loop {
        let answer = ask();
        if answer.is_some() || began.elapsed() > TIMEOUT {
            return answer;
        }
        sleep(Duration::from_millis(30));
    }
}
