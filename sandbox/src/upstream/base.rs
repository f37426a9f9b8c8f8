//! The base URL of the real service.

use axum::http::Uri;
use axum::http::uri::{Authority, Scheme};

/// The base URL of the service's API.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    scheme: Scheme,
    authority: Authority,
    path: String,
}

impl Base {
    /// Parses an address, or returns what is wrong with it. HTTP without TLS is for this machine only, since it carries a
    /// token.
    pub(crate) fn read(address: &str) -> Result<Self, String> {
        let parts = address
            .parse::<Uri>()
            .map_err(|_| format!("{address} is not a URL"))?
            .into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(format!("{address} has to begin with https://"));
        };
        let loopback = matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]");
        if scheme != Scheme::HTTPS && !(scheme == Scheme::HTTP && loopback) {
            return Err(format!(
                "{address} has to begin with https://, or with http:// on this machine"
            ));
        }
        if authority.as_str().contains('@') {
            return Err("must not hold a name or a password".to_owned());
        }
        if parts.path_and_query.as_ref().is_some_and(|path| path.query().is_some()) {
            return Err(format!("{address} must not have a query"));
        }
        let path = parts
            .path_and_query
            .map(|path| path.path().trim_end_matches('/').to_owned());
        Ok(Self {
            scheme,
            authority,
            path: path.unwrap_or_default(),
        })
    }

    /// The service's URL for a path below `/api` of the sandbox.
    pub(crate) fn address_of(&self, local: &Uri) -> Option<Uri> {
        let below = local.path().strip_prefix("/api")?;
        let query = local.query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = format!("{}{below}{query}", self.path);
        Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(path)
            .build()
            .ok()
    }

    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn a_base_is_https_or_local() {
        for good in [
            "https://go.tallyfy.com/api",
            "https://api.tallyfy.com",
            "http://127.0.0.1:9000/api/",
        ] {
            assert!(Base::read(good).is_ok(), "{good}");
        }
        for bad in [
            "http://go.tallyfy.com/api",
            "go.tallyfy.com",
            "https://me:pass@go.tallyfy.com",
            "https://a/?b",
            "",
        ] {
            assert!(Base::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_path_below_api_is_appended_to_the_base() {
        let local = "/api/organizations/o/tasks?q=a%20b".parse().unwrap();
        for (base, expected) in [
            (
                "https://go.tallyfy.com/api/",
                "https://go.tallyfy.com/api/organizations/o/tasks?q=a%20b",
            ),
            (
                "https://api.tallyfy.com",
                "https://api.tallyfy.com/organizations/o/tasks?q=a%20b",
            ),
        ] {
            let address = Base::read(base).unwrap().address_of(&local).unwrap();
            assert_eq!(address.to_string(), expected);
        }
    }
}
