//! What is longer than a line is in a popover.

use e2e::{Context, Key, State, Widget, eventually, run_test};
use sandbox::{Fault, Operation};
use serde_json::{Value, json};

use super::{Row, open, open_page, table, widget};

/// How far the popover is from the row, and whether it is in the viewport.
const PLACE: &str = "
    const id = `#${arguments[0]}`;
    const row = document.querySelector(id) ?? document.querySelector('iframe').contentDocument.querySelector(id);
    const { scrollingElement: root, defaultView: window } = row.ownerDocument;
    const popover = row.shadowRoot.querySelector('.popover');
    if (!popover?.matches(':popover-open')) return null;
    const [anchor, box] = [row, popover].map((element) => element.getBoundingClientRect());
    const distance = Math.min(Math.abs(box.top - anchor.bottom), Math.abs(anchor.top - box.bottom));
    const isInside = box.left >= 0 && box.top >= 0 && box.right <= window.innerWidth && box.bottom <= window.innerHeight;
    const start = getComputedStyle(row).direction === 'rtl' ? anchor.right - box.width : anchor.left;
    const left = Math.max(8, Math.min(start, root.clientWidth - box.width - 8));
    return { isInside, isNear: distance < 10 && Math.abs(box.left - left) < 10, distance };";

fn place(ctx: &Context, row: &Row) -> Value {
    ctx.browser.run(PLACE, &json!([row.id]))
}

fn is_open(ctx: &Context, row: &Row) -> bool {
    !place(ctx, row).is_null()
}

#[track_caller]
fn wait_until(ctx: &Context, row: &Row, condition: impl Fn(&Value) -> bool, what: &str) {
    eventually(|| condition(&place(ctx, row)).then_some(())).unwrap_or_else(|| panic!("{what}: {}", place(ctx, row)));
}

/// A row that says why its task was not archived.
fn refused(ctx: &Context) -> Row {
    let row = Row::new(ctx, "row");
    ctx.api()
        .set_fault(&row.task, Operation::Archive, Fault::fixture("forbidden-403"));
    row
}

fn press_escape(ctx: &Context) {
    ctx.browser.press(Key::Escape);
}

#[test]
fn the_reason_is_next_to_the_row_and_follows_it() {
    run_test(|ctx| {
        let row = refused(ctx);
        let body = format!("{}<div class=\"room\"></div>", table(std::slice::from_ref(&row)));
        open_page(ctx, &body);
        let widget = widget(ctx, &row);
        widget.call("archive");
        widget.press("Why");
        wait_until(
            ctx,
            &row,
            |place| place["isInside"] == true && place["isNear"] == true,
            "it is next to the row",
        );
        assert!(
            widget
                .text_of(".popover")
                .unwrap_or_default()
                .contains("does not have permission")
        );
        assert_eq!(widget.attribute_of(".popover", "role").as_deref(), Some("dialog"));
        assert_eq!(
            widget.attribute_of(".popover", "aria-label").as_deref(),
            Some("Plan the offsite")
        );
        widget.wait_for_focus("problem");

        let top =
            "return document.getElementById('row').shadowRoot.querySelector('.popover').getBoundingClientRect().top";
        let before = ctx.browser.run(top, &json!([])).as_f64().unwrap_or_default();
        ctx.browser.run("scrollBy(0, 20)", &json!([]));
        let moved = || {
            (before - ctx.browser.run(top, &json!([])).as_f64()? - 20.0)
                .abs()
                .lt(&1.0)
                .then_some(())
        };
        eventually(moved).expect("it follows scrolling");
        wait_until(
            ctx,
            &row,
            |place| place["isNear"] == true,
            "it is still next to the row",
        );
        // Anything that moves the row when the window gets narrower.
        ctx.browser.run("document.querySelector('table').style.setProperty('inline-size', '500px'); dispatchEvent(new Event('resize'))", &json!([]));
        wait_until(
            ctx,
            &row,
            |place| place["isNear"] == true && place["isInside"] == true,
            "it follows resizing",
        );
        ctx.browser.run("scrollTo(0, 2000)", &json!([]));
        wait_until(ctx, &row, |place| place["isInside"] == true, "it stays in the viewport");
    });
}

/// Whether the popover is next to its row, and in the viewport.
fn is_in_place(place: &Value) -> bool {
    place["isInside"] == true && place["isNear"] == true
}

#[test]
fn it_follows_its_row_when_the_row_above_is_removed() {
    run_test(|ctx| {
        let rows = [Row::new(ctx, "above"), refused(ctx)];
        open(ctx, &rows);
        let widget = widget(ctx, &rows[1]);
        widget.call("archive");
        widget.press("Why");
        wait_until(ctx, &rows[1], is_in_place, "it is next to the row");
        ctx.browser
            .run("document.querySelector('#above').closest('tr').remove()", &json!([]));
        wait_until(ctx, &rows[1], is_in_place, "it is next to the row again");
    });
}

#[test]
fn it_works_after_its_row_was_away_for_a_moment() {
    run_test(|ctx| {
        let row = refused(ctx);
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.call("archive");
        widget.press("Why");
        wait_until(ctx, &row, is_in_place, "it is next to the row");
        let move_away = "const row = document.querySelector('tr');
            const body = row.parentElement;
            row.remove();
            for (let frames = 0; frames < 4; frames += 1) await new Promise(requestAnimationFrame);
            body.append(row);";
        ctx.browser.run_async(move_away, &json!([]));
        wait_until(ctx, &row, is_in_place, "it is there again");
        widget.press("Close");
        wait_until(ctx, &row, Value::is_null, "its button closes it");
        widget.press("Why");
        wait_until(ctx, &row, is_in_place, "it is open");
        press_escape(ctx);
        wait_until(ctx, &row, Value::is_null, "Escape closes it");
        // Nothing opens it but its button.
        widget.set("lang", &json!("de"));
        widget.wait_for_element("button", "Warum?");
        assert!(!is_open(ctx, &row));
    });
}

#[test]
fn it_is_placed_in_the_frame_that_its_row_was_moved_into() {
    run_test(|ctx| {
        let row = refused(ctx);
        ctx.page.set_policy("connect-src *");
        open_page(
            ctx,
            &format!("{}<iframe title=\"Tasks\"></iframe>", table(std::slice::from_ref(&row))),
        );
        widget(ctx, &row).call("archive");
        let open_in_frame = "const row = document.querySelector('#row');
            const frame = document.querySelector('iframe');
            Object.assign(frame.style, { width: '340px', height: '300px' });
            const below = frame.contentDocument.createElement('div');
            below.style.height = '1000px';
            frame.contentDocument.body.append(row, below);
            const why = () => [...row.shadowRoot.querySelectorAll('button')].find((button) => button.textContent === 'Why');
            while (!why()) await new Promise((resolve) => setTimeout(resolve, 20));
            why().click();";
        ctx.browser.run_async(open_in_frame, &json!([]));
        wait_until(ctx, &row, |place| place["isInside"] == true, "it is in the frame");
        let scroll = "document.querySelector('iframe').contentWindow.scrollTo(0, 5)";
        ctx.browser.run(scroll, &json!([]));
        wait_until(ctx, &row, |place| place["isInside"] == true, "it is in the frame");
    });
}

#[test]
fn it_is_at_the_same_side_as_its_row_from_right_to_left() {
    run_test(|ctx| {
        let row = refused(ctx);
        let body = table(std::slice::from_ref(&row)).replace("<table>", "<table dir=\"rtl\">");
        open_page(ctx, &body);
        let widget = widget(ctx, &row);
        widget.call("archive");
        widget.press("Why");
        wait_until(ctx, &row, is_in_place, "it is next to the row");
        let outside = "const row = document.querySelector('#row').getBoundingClientRect();
            const buttons = document.querySelector('#row').shadowRoot.querySelectorAll('.line > button');
            return [...buttons].filter((button) => button.getBoundingClientRect().left < row.left - 0.5).length";
        assert_eq!(ctx.browser.run(outside, &json!([])), 0);
    });
}

#[test]
fn it_does_not_open_by_itself_while_the_user_is_elsewhere() {
    run_test(|ctx| {
        let row = Row {
            label: Some("Water the plants".to_owned()),
            ..Row::new(ctx, "row")
        };
        let body = format!("{}<input aria-label=\"Search\">", table(std::slice::from_ref(&row)));
        open_page(ctx, &body);
        let widget = widget(ctx, &row);
        widget.wait_for_element("button", "Archive");
        let click_and_leave = "document.querySelector('#row').shadowRoot.querySelector('button').click();
            document.querySelector('input').focus()";
        ctx.browser.run(click_and_leave, &json!([]));
        widget.wait_for_state(State::Review);
        assert!(!is_open(ctx, &row));
        let focused = "return document.activeElement.localName";
        assert_eq!(ctx.browser.run(focused, &json!([])), "input");
        assert!(!widget.names("button").contains(&"Yes".to_owned()));
        widget.press("Details");
        wait_until(ctx, &row, is_in_place, "it is open");
    });
}

#[test]
fn it_closes_with_escape_its_button_and_a_click_elsewhere_and_gives_the_focus_back() {
    run_test(|ctx| {
        let row = refused(ctx);
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.press("Archive");
        widget.wait_for_state(State::Review);
        widget.press("Yes");
        widget.wait_for_state(State::Refused);
        widget.wait_for_focus("status");

        let press_why = || {
            widget.press("Why");
            wait_until(ctx, &row, |place| !place.is_null(), "it is open");
            widget.wait_for_focus("problem");
        };
        press_why();
        press_escape(ctx);
        wait_until(ctx, &row, Value::is_null, "Escape closes it");
        widget.wait_for_focus("button Why");
        assert_eq!(widget.state(), State::Refused);
        press_why();
        widget.press("Close");
        wait_until(ctx, &row, Value::is_null, "its button closes it");
        widget.wait_for_focus("button Why");
        press_why();
        let cell = ctx.browser.element("return document.querySelector('td')", &json!([]));
        ctx.browser
            .click(&cell.expect("it runs").expect("it is there"))
            .expect("it can be clicked");
        wait_until(ctx, &row, Value::is_null, "a click elsewhere closes it");
        press_why();
        widget.press("Start over");
        widget.wait_for_state(State::Idle);
        wait_until(
            ctx,
            &row,
            Value::is_null,
            "it closes when there is nothing left to do in it",
        );
        widget.wait_for_focus("button Archive");
    });
}

#[test]
fn it_opens_by_itself_if_the_title_is_not_what_the_page_calls_the_task() {
    run_test(|ctx| {
        let row = Row {
            label: Some("Water the plants".to_owned()),
            ..Row::new(ctx, "row")
        };
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.press("Archive");
        widget.wait_for_state(State::Review);
        wait_until(ctx, &row, |place| place["isInside"] == true, "it is open");
        let text = || widget.text_of(".popover").unwrap_or_default();
        assert!(text().contains("Plan the offsite"), "{}", text());
        assert!(
            text().contains("On this page, the task is called “Water the plants”."),
            "{}",
            text()
        );
        assert!(
            !widget.names("button").contains(&"Yes".to_owned()),
            "the question is in the popover alone"
        );
        press_escape(ctx);
        wait_until(ctx, &row, Value::is_null, "Escape closes it");
        assert!(!widget.names("button").contains(&"Yes".to_owned()));
        widget.press("Details");
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        wait_until(ctx, &row, Value::is_null, "it closes when the task is archived");
        widget.wait_for_focus("status");
        widget.wait_for_element("button", "Undo");
    });
}

#[test]
fn the_fields_that_the_page_does_not_provide_are_in_it() {
    run_test(|ctx| {
        let row = Row::new(ctx, "row");
        let markup = table(std::slice::from_ref(&row))
            .replace("org-id", "data-org")
            .replace(&row.task, "");
        open_page(ctx, &markup);
        let widget = widget(ctx, &row);
        widget.press("Archive");
        wait_until(ctx, &row, |place| place["isInside"] == true, "it is open");
        widget.wait_for_focus("field Organization ID");
        widget.press("Find task");
        widget.wait_for_state(State::Refused);
        assert!(is_open(ctx, &row), "the error of the field is in it");
        widget.enter("Organization ID", sandbox::ORG);
        widget.enter("Task ID", &row.task);
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Review);
        assert!(is_open(ctx, &row));
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        wait_until(ctx, &row, Value::is_null, "it closes when the task is archived");
        has_focus(&widget);
    });
}

#[track_caller]
fn has_focus(widget: &Widget) {
    eventually(|| (widget.focused() != "nothing").then_some(())).expect("the focus is in the row");
}

/// Opens the details of the row in a frame, and returns the box of the popover.
const BOX_IN_FRAME: &str = "
    const frame = document.querySelector('iframe').contentWindow;
    const row = frame.document.getElementById('row');
    await frame.customElements.whenDefined('tallyfy-archive-task');
    await row.find();
    const until = async (found) => {
      while (!found()) await new Promise((resolve) => setTimeout(resolve, 30));
      return found();
    };
    const inRow = (selector) => row.shadowRoot.querySelector(selector);
    (await until(() => inRow('[aria-haspopup]'))).click();
    const popover = await until(() => inRow('.popover:popover-open'));
    await new Promise((resolve) => frame.requestAnimationFrame(() => frame.requestAnimationFrame(resolve)));
    const { left, top, right, bottom } = popover.getBoundingClientRect();
    const isWide = [...popover.querySelectorAll('*')].some((box) => box.getBoundingClientRect().right > right);
    return { left, top, right, bottom, isWide };";

#[test]
fn it_fits_into_a_viewport_of_320_px() {
    run_test(|ctx| {
        let row = Row::new(ctx, "row");
        let script = format!(
            "import {{ configure }} from '/tallyfy-archive.js';
             configure({{ apiBase: '/api', getToken: () => '{}' }});",
            sandbox::TOKEN
        );
        let head = "<!doctype html><html lang=\"en\"><head><title>Tasks</title>\
            <script type=\"module\" src=\"/frame.js\"></script></head><body>";
        let frame = format!("{head}{}</body></html>", table(std::slice::from_ref(&row)));
        ctx.page.put_file("/frame.js", "text/javascript", script);
        ctx.page.put_file("/frame.html", "text/html; charset=utf-8", frame);
        ctx.page.set_policy(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; frame-src 'self'; img-src 'self'; \
             require-trusted-types-for 'script'; trusted-types 'none'",
        );
        let body =
            "<iframe src=\"/frame.html\" title=\"Tasks\" width=\"320\" height=\"480\" frameborder=\"0\"></iframe>";
        open_page(ctx, body);
        let place = ctx.browser.run_async(BOX_IN_FRAME, &json!([]));
        let side = |name: &str| place[name].as_f64().unwrap_or_default();
        assert!(
            side("left") >= 0.0 && side("top") >= 0.0 && side("right") <= 320.0 && side("bottom") <= 480.0,
            "{place}"
        );
        assert!(
            side("right") - side("left") > 290.0 && place["isWide"] == false,
            "{place}"
        );
    });
}
