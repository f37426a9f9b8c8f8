//! Pages: their sources call files as they are called in `static/`.

use anyhow::{Result, ensure};

use super::assets::Asset;

/// Where a page's policy says which styles may be used.
const STYLES: &str = "style-src 'self'";

/// Where the page of its own shows the form before any script is there.
const CARD: &str = "<!-- card -->";

/// A field that nobody sees or fills in. It is wrong in the browser's eyes as soon as somebody has tried to submit the
/// form: this is how a script learns of a click that was there before it. `earlierClick` in `notes.js` removes it.
const MARK: &str = r#"<p hidden="hidden"><input name="submitted" required="required"></p></form>"#;

/// Puts the card, as HTML, to where `page` wants it.
pub(crate) fn insert_card(page: &str, card: &str) -> Result<String> {
    ensure!(page.matches(CARD).count() == 1, "the page does not have {CARD} once");
    Ok(page.replace(CARD, &card.replace("</form>", MARK)))
}

/// Has what `page` loads loaded under hashed names, and checked.
pub(crate) fn refer(page: &str, assets: &[Asset]) -> String {
    let mut tags = page.split_inclusive('<');
    let before = tags.next().unwrap_or_default().to_owned();
    tags.fold(before, |page, tag| page + &refer_tag(tag, assets))
}

/// Puts the styles that `page` links to into it: what it shows from the start waits for nothing else. Its policy, which
/// lets in files of its own alone, is told their digests.
pub(crate) fn inline_styles(page: &str, styles: &[Asset], text: impl Fn(&Asset) -> Result<String>) -> Result<String> {
    let mut page = page.to_owned();
    for file in styles {
        let link = format!(r#"<link rel="stylesheet" href="{}" />"#, file.name);
        ensure!(page.contains(&link), "the page has no {link}");
        page = page.replacen(&link, &format!("<style>{}</style>", text(file)?), 1);
        ensure!(page.contains(STYLES), "the page's policy has no {STYLES}");
        page = page.replacen(STYLES, &format!("{STYLES} '{}'", file.integrity), 1);
    }
    Ok(page)
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
pub(crate) fn snippet(scripts: &[Asset]) -> String {
    let tag = |script: &Asset| {
        let (name, integrity) = (script.hashed(), &script.integrity);
        format!("<script type=\"module\" src=\"tallyfy-archive/{name}\" integrity=\"{integrity}\"></script>\n")
    };
    let tags: String = scripts.iter().map(tag).collect();
    tags + "<tallyfy-archive-task></tallyfy-archive-task>\n"
}

/// What such a page may say in its head, to have the WebAssembly fetched along with the script and not after it.
pub(crate) fn preload(wasm: &Asset) -> String {
    let name = wasm.hashed();
    format!(
        r#"<link rel="preload" href="tallyfy-archive/{name}" as="fetch" type="application/wasm" crossorigin fetchpriority="low">
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
    fn a_page_has_one_place_for_the_card() -> Result<()> {
        assert_eq!(
            insert_card("<div><!-- card --></div>", "<p></p>")?,
            "<div><p></p></div>"
        );
        assert!(insert_card("<div></div>", "<p></p>").is_err());
        assert!(insert_card("<!-- card --><!-- card -->", "<p></p>").is_err());
        Ok(())
    }

    #[test]
    fn styles_come_with_the_page_and_their_digests_with_its_policy() -> Result<()> {
        let styles = ["page.css"].map(Asset::example);
        let page = r#"<meta content="style-src 'self'; img-src 'self'"><link rel="stylesheet" href="page.css" />"#;
        assert_eq!(
            inline_styles(page, &styles, |_| Ok("a{}".to_owned()))?,
            r#"<meta content="style-src 'self' 'sha256-AA=='; img-src 'self'"><style>a{}</style>"#
        );
        let without_policy = page.replace("style-src", "img-src");
        for page in ["", without_policy.as_str()] {
            assert!(inline_styles(page, &styles, |_| Ok(String::new())).is_err());
        }
        Ok(())
    }

    #[test]
    fn what_is_loaded_gets_its_hash_and_what_is_only_shown_does_not() {
        let assets = ["page.js", "icon.svg", "a.wasm"].map(Asset::example);
        let cases = [
            (
                r#"<p><script type="module" src="page.js"></script>"#,
                r#"<p><script type="module" src="page-0a1b2c3d.js" integrity="sha256-AA=="></script>"#,
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
