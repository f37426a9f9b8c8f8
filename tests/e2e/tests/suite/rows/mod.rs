//! The row layout, in tables.

mod accessibility;
mod early;
mod examples;
mod geometry;
mod popover;
mod usage;

use e2e::{Context, Page, Widget};
use sandbox::{NewTask, ORG, TOKEN};

/// Rows as in Bootstrap's small table: a line of text makes them 33 px high.
const STYLES: &str = "
    body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
    table { inline-size: 100%; border-spacing: 0; }
    td { padding: 4px; border-block-end: 1px solid #dee2e6; text-align: start; vertical-align: top; }
    .small { font-size: 14px; }
    .room { block-size: 3000px; }";

const TITLE: &str = "Plan the offsite";

/// A row of a table, with a task of its own.
struct Row {
    /// The ID of the element.
    id: String,
    /// The language of its texts.
    lang: &'static str,
    task: String,
    label: Option<String>,
    /// More attributes of the element.
    more: &'static str,
}

impl Row {
    /// A row that knows the title of its task.
    fn new(ctx: &Context, id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            lang: "en",
            task: ctx.api().add_task(NewTask::titled(TITLE)),
            label: Some(TITLE.to_owned()),
            more: "",
        }
    }

    fn markup(&self) -> String {
        let Self {
            id,
            lang,
            task,
            label,
            more,
        } = self;
        let label = label.as_deref().map(|label| format!("label=\"{label}\""));
        format!(
            "<tr lang=\"{lang}\"><td>{TITLE}</td><td>Ada</td><td><tallyfy-archive-task id=\"{id}\" layout=\"row\" \
             org-id=\"{ORG}\" task-id=\"{task}\" {} {more}></tallyfy-archive-task></td><td>2026</td></tr>",
            label.unwrap_or_default()
        )
    }
}

fn table(rows: &[Row]) -> String {
    let rows: String = rows.iter().map(Row::markup).collect();
    format!(
        "<link rel=\"stylesheet\" href=\"/rows.css\"><main><h1>Tasks</h1><table><tbody>{rows}</tbody></table></main>"
    )
}

fn put_styles(ctx: &Context) {
    ctx.page.put_file("/rows.css", "text/css", STYLES);
}

/// Opens a page with this markup. The page gives all elements a token.
fn open_page(ctx: &Context, body: &str) {
    put_styles(ctx);
    let script = format!(
        "import {{ configure }} from '/tallyfy-archive.js';
         configure({{ apiBase: '/api', getToken: () => '{TOKEN}' }});
         window.ready = true;"
    );
    ctx.open(&Page::embedding(body, script));
    crate::steps::wait_for_script(ctx, "ready");
}

fn open(ctx: &Context, rows: &[Row]) {
    open_page(ctx, &table(rows));
}

fn widget<'a>(ctx: &'a Context, row: &Row) -> Widget<'a> {
    ctx.widget(&format!("#{}", row.id))
}

/// The text of the line.
fn line(widget: &Widget) -> String {
    widget.text_of(".line .status").unwrap_or_default().replace('\n', "")
}
