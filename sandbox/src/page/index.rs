//! Prepares `index.html`: sets `api-base` on the elements and adds the list of cases.

use super::policy;
use crate::config::Config;

const ELEMENTS: [&str; 4] = ["task", "process", "template", "list"];
/// The directive of the page's own policy that an API of another origin is added to.
const OWN_POLICY: &str = "connect-src 'self'";
const LIST: &str = r#"<link rel="stylesheet" href="/_sandbox/cases.css">
<script type="module" src="/_sandbox/cases.js"></script>
</body>"#;

/// The page as it is served. A page that is not UTF-8 stays as it is.
pub(crate) fn prepare(page: &[u8], config: &Config) -> Vec<u8> {
    let Ok(page) = std::str::from_utf8(page) else {
        return page.to_vec();
    };
    let base = config.api_base.replace('&', "&amp;").replace('"', "&quot;");
    let mut page = ELEMENTS.iter().fold(page.to_owned(), |page, name| {
        let element = format!("<tallyfy-archive-{name}");
        page.replace(&element, &format!(r#"{element} api-base="{base}""#))
    });
    if let Some(origin) = policy::other_origin(config) {
        page = page.replace(OWN_POLICY, &format!("{OWN_POLICY} {origin}"));
    }
    if config.cases && config.upstream.is_none() {
        page = page.replacen("</body>", LIST, 1);
    }
    page.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::prepare;
    use crate::config::Config;

    const PAGE: &[u8] = b"<body><tallyfy-archive-task></tallyfy-archive-task></body>";

    #[test]
    fn the_element_gets_its_base_and_the_page_its_list() {
        let page = String::from_utf8(prepare(PAGE, &Config::default())).unwrap();
        assert!(page.starts_with(r#"<body><tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#));
        assert!(page.contains("/_sandbox/cases.js"));
    }

    #[test]
    fn every_element_of_the_page_gets_the_base() {
        let page = prepare(
            b"<tallyfy-archive-task><tallyfy-archive-template hidden>",
            &Config::default(),
        );
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains(r#"<tallyfy-archive-task api-base="/api">"#));
        assert!(page.contains(r#"<tallyfy-archive-template api-base="/api" hidden>"#));
    }

    #[test]
    fn the_policy_of_the_page_allows_an_api_of_another_origin() {
        let config = Config {
            api_base: "http://127.0.0.1:81/api".to_owned(),
            ..Config::default()
        };
        let page = prepare(b"<meta content=\"connect-src 'self' https://go.tallyfy.com\">", &config);
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains("connect-src 'self' http://127.0.0.1:81 https://go"));
    }

    #[test]
    fn the_proxy_has_no_cases() {
        let upstream = Some("https://go.tallyfy.com/api".to_owned());
        let page = prepare(
            PAGE,
            &Config {
                upstream,
                ..Config::default()
            },
        );
        assert!(!String::from_utf8(page).unwrap().contains("cases"));
    }
}
