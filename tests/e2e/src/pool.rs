//! The pool of idle browsers. Starting one takes longer than most tests.

use std::sync::{Mutex, PoisonError};

use crate::engine::Engine;
use crate::session::Session;

static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// Takes an idle browser, or starts one.
pub(crate) fn take(engine: Engine) -> Session {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    idle.unwrap_or_else(|| Session::start(engine))
}

/// Resets a browser and puts it back. If that fails, it is closed.
pub(crate) fn put_back(session: Session) {
    match session.reset() {
        Ok(()) => IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(session),
        Err(error) => eprintln!("closing a browser that cannot be reset: {error}"),
    }
}
