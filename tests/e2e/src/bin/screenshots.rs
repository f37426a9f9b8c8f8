//! Takes a screenshot of every state, light and dark, narrow and wide, and writes contact sheets.
//!
//! `cargo xtask screenshots` runs it with the output folder.

use std::path::{Path, PathBuf};
use std::{env, fs};

use e2e::{Appearance, Context, Page, State, for_each_state, run_test};
use sandbox::{Case, Fault, NewTask, ORG, Operation, Reply, TOKEN, case};
use serde_json::json;

/// The widths of pages: a small phone, a column of an admin page, a desktop.
const WIDTHS: [u32; 3] = [320, 640, 1280];

/// The height of screenshots on a sheet.
const HEIGHT: u32 = 420;

fn main() {
    let folder = PathBuf::from(env::args_os().nth(1).expect("the folder for the pictures is named"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let mut names = Vec::new();
    for_each_state(|ctx, name| {
        println!("{name}");
        for (appearance, width) in shots() {
            ctx.browser.emulate(appearance, width, 1);
            ctx.browser.screenshot_page(&folder.join(file(name, appearance, width)));
        }
        // Pages that are opened with forced colours keep some of them.
        ctx.browser.emulate(Appearance::Light, WIDTHS[0], 1);
        names.push(name.to_owned());
    });
    fs::write(folder.join("index.html"), sheets(&names)).expect("the sheets can be written");
    run_test(|ctx| screenshot_for_readme(ctx, &folder.join("readme.png")));
    run_test(|ctx| screenshots_of_rows(ctx, &folder));
}

/// Direction and forced colours do not depend on the width.
fn shots() -> impl Iterator<Item = (Appearance, u32)> {
    let all = |appearance| WIDTHS.map(|width| (appearance, width));
    let middle = [Appearance::RightToLeft, Appearance::ForcedColors].map(|appearance| (appearance, WIDTHS[1]));
    [Appearance::Light, Appearance::Dark]
        .into_iter()
        .flat_map(all)
        .chain(middle)
}

fn file(name: &str, appearance: Appearance, width: u32) -> String {
    format!("{name}-{}-{width}.png", appearance.as_str())
}

/// A page with a sheet for each appearance and width.
fn sheets(names: &[String]) -> String {
    let figure = |name: &String, appearance, width| {
        let file = file(name, appearance, width);
        format!(
            "<figure><a href=\"{file}\"><img src=\"{file}\" height=\"{HEIGHT}\"></a><figcaption>{name}</figcaption></figure>\n"
        )
    };
    let sheet = |(appearance, width): (Appearance, u32)| {
        let figures: String = names.iter().map(|name| figure(name, appearance, width)).collect();
        let title = appearance.as_str();
        format!("<section id=\"{title}-{width}\"><h2>{title}, {width} wide</h2>\n{figures}</section>\n")
    };
    let sheets: String = shots().map(sheet).collect();
    format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Every state</title>\n\
         <style>figure {{ display: inline-block; margin: 8px; vertical-align: top }}</style>\n{sheets}"
    )
}

/// A light review next to a dark archived state.
fn screenshot_for_readme(ctx: &Context, place: &Path) {
    let styles = "body { display: grid; grid-template-columns: 1fr 1fr; margin: 0; font-family: system-ui, sans-serif }
        div { padding: 24px; background: light-dark(#f4f6f5, #161a18) } #night { color-scheme: dark }";
    ctx.page.put_file("/readme.css", "text/css", styles);
    let element = |id: &str, case: &Case| {
        format!(
            "<div id=\"{id}\"><tallyfy-archive-task api-base=\"/api\" org-id=\"{}\" task-id=\"{}\"></tallyfy-archive-task></div>",
            case.org_id, case.task_id
        )
    };
    let (plain, archived) = (case("plain"), case("with-data"));
    let body = format!(
        "<link rel=\"stylesheet\" href=\"/readme.css\">{}{}",
        element("day", &plain),
        element("night", &archived)
    );
    ctx.open(&Page::embedding(body, "import \"/tallyfy-archive.js\";"));
    let (day, night) = (
        ctx.widget("#day tallyfy-archive-task"),
        ctx.widget("#night tallyfy-archive-task"),
    );
    for (widget, case) in [(&day, &plain), (&night, &archived)] {
        widget.set("token", &json!(case.token));
        widget.wait_for_element("button", "Find task");
    }
    ctx.browser.emulate(Appearance::Light, 1040, 2);
    day.call("find");
    day.wait_for_state(State::Review);
    night.call("archive");
    night.wait_for_state(State::Archived);
    ctx.browser.screenshot_page(place);
}

/// The rows of the screenshot: what was done about a task, and what it is called.
const ROWS: [(&str, &str); 8] = [
    ("idle", "Book the large room"),
    ("review", "Plan the spring meeting"),
    ("archiving", "Count the stock"),
    ("archived", "Order new badges"),
    ("restored", "Send the minutes"),
    ("refused", "Set up the laptop"),
    ("unknown", "Clean the archive room"),
    ("idle", "Sort the inbox"),
];

/// Rows in every state, for the README, wide and narrow, and with a popover.
fn screenshots_of_rows(ctx: &Context, folder: &Path) {
    let styles =
        "body { margin: 0; padding: 16px; font: 16px/1.5 system-ui, sans-serif; color: light-dark(#212529, #dee2e6);
            background: light-dark(#fff, #212529); color-scheme: light dark }
        table { inline-size: 100%; border-spacing: 0 }
        td { padding: 4px; border-block-end: 1px solid light-dark(#dee2e6, #495057); vertical-align: top }
        @media (width > 700px) { td:first-child { white-space: nowrap } }
        .room:not([hidden]) { block-size: 20rem }";
    ctx.page.put_file("/rows.css", "text/css", styles);
    let tasks = ROWS.map(|(_, title)| ctx.api().add_task(NewTask::titled(title)));
    let row = |(number, (_, title)): (usize, &(&str, &str))| {
        format!(
            "<tr><td>{title}</td><td><tallyfy-archive-task id=\"row-{number}\" layout=\"row\" label=\"{title}\" api-base=\"/api\" \
             org-id=\"{ORG}\" task-id=\"{}\"></tallyfy-archive-task></td></tr>",
            tasks[number]
        )
    };
    let rows: String = ROWS.iter().enumerate().map(row).collect();
    let body =
        format!("<link rel=\"stylesheet\" href=\"/rows.css\"><table>{rows}</table><div class=\"room\" hidden></div>");
    let script =
        format!("import {{ configure }} from \"/tallyfy-archive.js\"; configure({{ getToken: () => \"{TOKEN}\" }});");
    ctx.open(&Page::embedding(body, script));
    for (number, (state, _)) in ROWS.iter().enumerate() {
        let widget = ctx.widget(&format!("#row-{number}"));
        let fail = |operation, fault| ctx.api().set_fault(&tasks[number], operation, fault);
        widget.wait_for_element("button", "Archive");
        match *state {
            "review" => drop(widget.call("find")),
            "archiving" => {
                widget.call("find");
                fail(Operation::Archive, Fault::reply(Reply::Silence));
                widget.start_call("archive");
                widget.wait_for_element("button", "Cancel");
            }
            "archived" => drop(widget.call("archive")),
            "restored" => {
                widget.call("archive");
                widget.call("restore");
            }
            "refused" => {
                fail(Operation::Archive, Fault::fixture("forbidden-403"));
                widget.call("archive");
            }
            "unknown" => {
                widget.call("find");
                fail(Operation::Archive, Fault::fixture("server-error-500"));
                fail(Operation::Get, Fault::fixture("server-error-500"));
                widget.start_call("archive");
                widget.wait_for_element("button", "Check");
            }
            _ => {}
        }
    }
    ctx.browser.emulate(Appearance::Light, 760, 2);
    ctx.browser.screenshot_page(&folder.join("readme-rows.png"));
    for has_popover in [false, true] {
        let name = if has_popover { "row-popover" } else { "rows" };
        if has_popover {
            ctx.browser
                .run("document.querySelector('.room').hidden = false", &json!([]));
            let refused = ctx.widget("#row-5");
            refused.press("Why");
            refused.wait_for_focus("problem");
        }
        for (appearance, width) in shots() {
            ctx.browser.emulate(appearance, width, 2);
            ctx.browser.screenshot_page(&folder.join(file(name, appearance, width)));
        }
        ctx.browser.emulate(Appearance::Light, WIDTHS[1], 1);
    }
}
