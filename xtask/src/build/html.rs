//! Pages: their sources call files as they are called in `static/`.

use super::assets::Asset;

/// Has what `page` loads loaded under hashed names, and checked.
pub(crate) fn refer(page: &str, assets: &[Asset]) -> String {
    let mut tags = page.split_inclusive('<');
    let before = tags.next().unwrap_or_default().to_owned();
    tags.fold(before, |page, tag| page + &refer_tag(tag, assets))
}

fn refer_tag(tag: &str, assets: &[Asset]) -> String {
    if !["link ", "script ", "img "].iter().any(|name| tag.starts_with(name)) {
        return tag.to_owned();
    }
    let loaded = |asset: &&Asset| tag.contains(&quoted(&asset.name));
    let Some(asset) = assets.iter().find(loaded) else {
        return tag.to_owned();
    };
    let name = quoted(&asset.hashed());
    // Browsers check no pictures, and what a script fetches is checked by the script.
    let checked = if asset.is(".svg") || asset.is(".wasm") {
        name
    } else {
        format!(r#"{name} integrity="{}""#, asset.integrity)
    };
    tag.replacen(&quoted(&asset.name), &checked, 1)
}

/// What a page that embeds the element says, where `dist/` is beside it as `tallyfy-archive/`.
pub(crate) fn snippet(script: &Asset) -> String {
    let (name, integrity) = (script.hashed(), &script.integrity);
    format!(
        r#"<script type="module" src="tallyfy-archive/{name}" integrity="{integrity}"></script>
<tallyfy-archive-task></tallyfy-archive-task>
"#
    )
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_loaded_gets_its_hash_and_what_is_only_shown_does_not() {
        let assets = ["page.js", "icon.svg", "a.wasm"].map(Asset::example);
        let cases = [
            (
                r#"<p><script type="module" src="page.js"></script>"#,
                r#"<p><script type="module" src="page-0a1b2c3d.js" integrity="sha384-AA=="></script>"#,
            ),
            (
                r#"<link rel="icon" href="icon.svg" />"#,
                r#"<link rel="icon" href="icon-0a1b2c3d.svg" />"#,
            ),
            (
                r#"<link rel="preload" href="a.wasm" />"#,
                r#"<link rel="preload" href="a-0a1b2c3d.wasm" />"#,
            ),
            (r#"<a href="page.js">"#, r#"<a href="page.js">"#),
            (r#"&lt;script src="page.js">"#, r#"&lt;script src="page.js">"#),
            (r#"<script src="other.js">"#, r#"<script src="other.js">"#),
            ("", ""),
        ];
        for (page, expected) in cases {
            assert_eq!(refer(page, &assets), expected);
        }
    }
}
