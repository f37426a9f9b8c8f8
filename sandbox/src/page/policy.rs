//! The page's content security policy.

use crate::config::Config;

/// As strict as the widget promises to run under; an API of another origin is the one thing to be let in.
pub(crate) fn of(config: &Config) -> String {
    let api = other_origin(config).map(|origin| format!(" {origin}"));
    let api = api.unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'{api}; style-src 'self'; \
         img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; \
         form-action 'none'"
    )
}

/// The origin of the API, if it is not the page's.
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
    fn only_an_api_of_another_origin_is_let_in() {
        let policy = |api_base: &str| {
            of(&Config {
                api_base: api_base.to_owned(),
                ..Config::default()
            })
        };
        assert!(policy("/api").contains("connect-src 'self';"));
        assert!(policy("http://127.0.0.1:81/api").contains("connect-src 'self' http://127.0.0.1:81;"));
    }
}
