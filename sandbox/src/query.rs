//! The query of a request, parsed as the service does.

use axum::http::Uri;
use axum::http::uri::PathAndQuery;

/// The parameters, in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    pub(crate) fn of(uri: &Uri) -> Self {
        // The service does not read a plus as a space.
        let query = uri.query().unwrap_or_default().replace('+', "%2B");
        let uri: Option<Uri> = format!("/?{query}").parse::<PathAndQuery>().ok().map(Uri::from);
        let parsed = uri.and_then(|uri| axum::extract::Query::try_from_uri(&uri).ok());
        Self(parsed.map(|parsed| parsed.0).unwrap_or_default())
    }

    /// The parameter with this name: the last one counts, and an empty one is none.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let last = self.0.iter().rev().find(|(known, _)| known == name);
        last.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Of several names for one parameter, the first that was sent.
    pub(crate) fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The parameter with this name as PHP reads a boolean; nothing for another text.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.text(name)?.to_ascii_lowercase().as_str() {
            "1" | "true" | "on" | "yes" => Some(true),
            "0" | "false" | "off" | "no" => Some(false),
            _ => None,
        }
    }

    /// The parts of a parameter that is a list with commas; nothing if it was not sent.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<&str>> {
        let parts = self.text(name)?.split(',').map(str::trim);
        Some(parts.filter(|part| !part.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    fn query(text: &str) -> Query {
        Query::of(&format!("/tasks?{text}").parse().unwrap())
    }

    #[test]
    fn the_last_repeated_parameter_applies_and_an_empty_one_is_absent() {
        assert_eq!(query("q=a&page=1&q=b").text("q"), Some("b"));
        assert_eq!(query("q=a&q=").text("q"), None);
        assert_eq!(query("page=1").text("q"), None);
        assert_eq!(query("sort=b&sort_by=a").any(&["sort_by", "sort"]), Some("a"));
    }

    #[test]
    fn booleans_are_read_as_python_and_php_write_them() {
        for (text, expected) in [
            ("true", Some(true)),
            ("True", Some(true)),
            ("1", Some(true)),
            ("False", Some(false)),
            ("0", Some(false)),
            ("only", None),
            ("", None),
        ] {
            assert_eq!(query(&format!("archived={text}")).flag("archived"), expected, "{text}");
        }
    }

    #[test]
    fn a_space_is_percent_encoded() {
        assert_eq!(query("q=a%20b").text("q"), Some("a b"));
        assert_eq!(query("q=a+b").text("q"), Some("a+b"));
        assert_eq!(query("q=%ff&q2=%").text("q"), Some("\u{fffd}"));
        assert_eq!(query("owners=1,%202,,3").list("owners"), Some(vec!["1", "2", "3"]));
    }
}
