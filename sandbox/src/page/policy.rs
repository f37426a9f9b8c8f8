//! The page's content security policy.

use crate::config::Config;

/// The directive for styles.
const STYLES: &str = "style-src 'self'";

/// As strict as the widget supports. It allows an API of another origin, and inline styles whose digests the page's own
/// policy has.
pub(crate) fn of(config: &Config, page: &[u8]) -> String {
    let styles = std::str::from_utf8(page).ok().and_then(digests).unwrap_or_default();
    let api = other_origin(config).map(|origin| format!(" {origin}"));
    let api = api.unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'{api}; {STYLES}{styles}; \
         img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; \
         form-action 'none'"
    )
}

/// The digests of inline styles in the page's own policy.
fn digests(page: &str) -> Option<&str> {
    let (_, after) = page.split_once(STYLES)?;
    let (digests, _) = after.split_once(';')?;
    let is_digest = |source: &str| source.starts_with("'sha256-");
    digests.split_whitespace().all(is_digest).then_some(digests)
}

/// The origin of the API if it differs from the page's.
pub(crate) fn other_origin(config: &Config) -> Option<&str> {
    let base = &config.api_base;
    let host = base.find("://")? + 3;
    let end = base[host..].find('/').map_or(base.len(), |slash| host + slash);
    Some(&base[..end])
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::config::Config;

    #[test]
    fn only_an_api_of_another_origin_is_added_to_the_policy() {
        let policy = |api_base: &str| {
            let config = Config {
                api_base: api_base.to_owned(),
                ..Config::default()
            };
            of(&config, b"")
        };
        assert!(policy("/api").contains("connect-src 'self';"));
        assert!(policy("http://127.0.0.1:81/api").contains("connect-src 'self' http://127.0.0.1:81;"));
    }

    #[test]
    fn inline_styles_with_a_digest_are_allowed() {
        for (own, expected) in [
            (
                "style-src 'self' 'sha256-AA=='; img-src 'self'",
                "style-src 'self' 'sha256-AA==';",
            ),
            ("style-src 'self' 'unsafe-inline'; img-src 'self'", "style-src 'self';"),
            ("style-src 'self'; img-src 'self'", "style-src 'self';"),
            ("img-src 'self'", "style-src 'self';"),
        ] {
            let policy = of(&Config::default(), own.as_bytes());
            assert!(policy.contains(expected), "{own}: {policy}");
        }
    }
}
