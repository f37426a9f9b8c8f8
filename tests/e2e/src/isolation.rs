//! Tests of the harness: tests share browsers, and no state.

use std::panic::catch_unwind;
use std::thread;

use sandbox::{Config, Sandbox};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::engine::Engine;
use crate::page::Page;
use crate::runner::run_test;
use crate::site;

/// Leaves state wherever a page can.
const LEAVE: &str = "
    document.cookie = 'left=1; max-age=600';
    localStorage.left = sessionStorage.left = window.name = 'left';
    await new Promise((resolve, reject) => {
      const request = indexedDB.open('left');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    await fetch(arguments_[0]);
    if ('caches' in window) await (await caches.open('left')).put('/left', new Response('left'));
    if ('serviceWorker' in navigator) {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
    }";

/// The state that a page can find.
const LOOK: &str = "
    await fetch(arguments_[0]);
    return {
      cookie: document.cookie,
      local: { ...localStorage },
      session: { ...sessionStorage },
      name: window.name,
      databases: (await indexedDB.databases?.()) ?? [],
      caches: 'caches' in window ? await caches.keys() : [],
      workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
      motion: matchMedia('(prefers-reduced-motion)').matches,
      online: navigator.onLine,
      width: innerWidth,
      history: history.length,
    };";

fn open(browser: &Browser, page: &Sandbox) {
    page.put_file("/left.html", "text/html", "<!doctype html><title>Left</title>");
    page.put_file("/worker.js", "text/javascript", "addEventListener('fetch', () => {})");
    page.set_policy("connect-src *");
    browser.open(&format!("{}/left.html", page.url()));
}

fn look(browser: &Browser, file: &str) -> Value {
    browser.run_async(LOOK, &json!([file]))
}

#[test]
fn nothing_that_a_scene_leaves_behind_is_there_in_the_next_one() {
    let [page, another] = [(); 2].map(|()| {
        let config = Config {
            dist: Some(site::dist()),
            ..Config::default()
        };
        Sandbox::start(config).expect("a sandbox")
    });
    let file = format!("/{}", site::wasm());
    let browser = Browser::start();
    open(&browser, &page);
    let fresh = look(&browser, &file);
    browser.run_async(LEAVE, &json!([file]));
    browser
        .post("window/rect", &json!({ "width": 700, "height": 500 }))
        .expect("it can be resized");
    browser.reduce_motion();
    let left = look(&browser, &file);
    for (what, value) in left.as_object().expect("an object") {
        let changes = !matches!(what.as_str(), "online" | "history");
        if changes && !(what == "motion" && left["motion"] == fresh["motion"]) {
            assert_ne!(*value, fresh[what], "{what} is left behind");
        }
    }
    browser.set_offline(true);

    browser.reset();
    // WebKit keeps state by origin, and each test has a new origin.
    let page = if browser.engine() == Engine::Webkit {
        another
    } else {
        page
    };
    let fetched = page.requests("GET", &file).len();
    open(&browser, &page);
    assert_eq!(look(&browser, &file), fresh);
    assert_eq!(page.requests("GET", &file).len(), fetched + 1, "it is not in a cache");
}

#[test]
fn a_scene_that_fails_takes_its_browser_with_it() {
    let failed = thread::spawn(|| {
        let browser = Browser::start();
        std::panic::panic_any(browser.id());
    });
    let id = failed.join().expect_err("it fails");
    let id = id.downcast::<String>().expect("it names its browser");
    assert_ne!(Browser::start().id(), *id);
}

#[test]
fn an_error_on_the_console_or_a_violation_of_the_policy_fails_the_scene() {
    for script in [
        "",
        "console.error('no')",
        "throw new Error('no')",
        "eval('1')",
        "Promise.reject('no')",
    ] {
        let page = Page::embedding("", format!("window.ran = true; {script}"));
        let played = catch_unwind(|| {
            run_test(|ctx| {
                ctx.open(&page);
                // Violations are reported in a later task.
                let turns = "while (!window.ran) await new Promise((next) => setTimeout(next, 10));
                    await new Promise((next) => setTimeout(next, 100));";
                ctx.browser.run_async(turns, &json!([]));
            });
        });
        assert_eq!(played.is_ok(), script.is_empty(), "{script}");
    }
}
