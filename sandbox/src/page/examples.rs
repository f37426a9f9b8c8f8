//! The page of examples. It uses the sandbox's cases, so it is served here and is not part of the site.

const FILES: [(&str, &str); 7] = [
    ("/examples.html", include_str!("../../../examples/styling/index.html")),
    (
        "/examples/layout.css",
        include_str!("../../../examples/styling/layout.css"),
    ),
    (
        "/examples/styling.css",
        include_str!("../../../examples/styling/styling.css"),
    ),
    (
        "/examples/styling.js",
        include_str!("../../../examples/styling/styling.js"),
    ),
    ("/examples/rows.css", include_str!("../../../examples/rows/rows.css")),
    ("/examples/rows.js", include_str!("../../../examples/rows/rows.js")),
    ("/examples/dialog.js", include_str!("../../../examples/rows/dialog.js")),
];

/// The file at this path, if it belongs to the page of examples.
pub(crate) fn file(path: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, content)| *content)
}
