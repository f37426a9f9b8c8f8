//! Runs a test: sets up its context, and reports its failure.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, PoisonError};

use sandbox::{Config, Cors, Sandbox};

use crate::browser::Browser;
use crate::context::Context;
use crate::report;
use crate::site::dist;

/// Runs a test whose page and API have the same origin.
///
/// # Panics
/// If the test does, or the page violates its policy or writes an error to the console.
pub fn run_test(test: impl FnOnce(&Context)) {
    run_test_with(Config::default(), test);
}

/// Runs a test with this configuration of the sandbox. The page is that of `TALLYFY_ARCHIVE_DIST` by default.
///
/// # Panics
/// If the test does, or the page violates its policy or writes an error to the console.
pub fn run_test_with(config: Config, test: impl FnOnce(&Context)) {
    let browser = Browser::start();
    let page = start(&Config {
        dist: Some(config.dist.unwrap_or_else(dist)),
        ..config
    });
    run(&Context::new(browser, page, None), test);
}

/// Runs a test whose API has an origin of its own and allows the page's.
///
/// # Panics
/// If the test does, or the page violates its policy or writes an error to the console.
pub fn run_cross_origin_test(test: impl FnOnce(&Context)) {
    run_cross_origin_test_with(Config::default(), test);
}

/// The same with this configuration of the page's sandbox.
pub(crate) fn run_cross_origin_test_with(config: Config, test: impl FnOnce(&Context)) {
    let browser = Browser::start();
    let api = start(&Config {
        cors: Cors::any(),
        ..Config::default()
    });
    let page = start(&Config {
        dist: Some(dist()),
        api_base: api.api(),
        ..config
    });
    run(&Context::new(browser, page, Some(api)), test);
}

/// Starts a sandbox on a port that no other test has used, so that its origin is new to the browser. The system reuses
/// ports before long.
fn start(config: &Config) -> Sandbox {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    // Used ports stay taken until there is a new one.
    let mut rejected = Vec::new();
    loop {
        let sandbox = Sandbox::start(config.clone()).unwrap_or_else(|error| panic!("{error}"));
        let is_new = USED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(sandbox.port());
        if is_new {
            return sandbox;
        }
        rejected.push(sandbox);
    }
}

fn run(ctx: &Context, test: impl FnOnce(&Context)) {
    let result = catch_unwind(AssertUnwindSafe(|| {
        test(ctx);
        ctx.assert_no_errors();
    }));
    if let Err(panic) = result {
        report::print(ctx);
        resume_unwind(panic);
    }
}
