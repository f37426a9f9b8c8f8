//! The browsers that nobody uses at the moment. Starting one takes longer than most tests.

use std::sync::{Mutex, PoisonError};

use crate::engine::Engine;
use crate::session::Session;

static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// Takes a browser that is as good as new, or starts one.
pub(crate) fn take(engine: Engine) -> Session {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    idle.unwrap_or_else(|| Session::start(engine))
}

/// Renews a browser for the next test. One that cannot be renewed ends.
pub(crate) fn put_back(session: Session) {
    match session.reset() {
        Ok(()) => IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(session),
        Err(error) => eprintln!("the next test gets another browser: {error}"),
    }
}
