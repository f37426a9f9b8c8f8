//! The requests.

use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue, ORIGIN};
use reqwest::{Client, Method, RequestBuilder, redirect};

use crate::Options;
use crate::answer::Answer;

const TIMEOUT: Duration = Duration::from_secs(30);

/// The service, for one task.
pub(crate) struct Service<'options> {
    options: &'options Options,
    client: Client,
    /// `{base}/organizations/{org}/tasks`
    tasks: String,
}

impl<'options> Service<'options> {
    pub(crate) fn new(options: &'options Options) -> Result<Self> {
        let mut headers = HeaderMap::new();
        // The error of a header does not contain its value.
        let token = HeaderValue::from_str(&format!("Bearer {}", options.token.trim()));
        let mut token = token.context("TALLYFY_TOKEN contains a character that is in no token")?;
        token.set_sensitive(true);
        headers.insert(AUTHORIZATION, token);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert("x-tallyfy-client", HeaderValue::from_static("APIClient"));
        let origin = HeaderValue::from_str(&options.origin).context("--origin is no origin")?;
        headers.insert(ORIGIN, origin);
        let client = Client::builder()
            .default_headers(headers)
            .redirect(redirect::Policy::none())
            .timeout(TIMEOUT);
        let base = options.api.as_str().trim_end_matches('/');
        Ok(Self {
            options,
            client: client.build()?,
            tasks: format!("{base}/organizations/{}/tasks", options.org),
        })
    }

    /// The preflight that a browser sends before it archives a task for a page of another origin.
    pub(crate) async fn preflight(&self) -> Answer {
        // Browsers send no token with it.
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(TIMEOUT);
        let request = match client.build() {
            Ok(client) => client.request(Method::OPTIONS, self.task_url("")),
            Err(error) => return Answer::none(&error),
        };
        let request = request
            .header(ORIGIN, &self.options.origin)
            .header("access-control-request-method", "DELETE")
            .header("access-control-request-headers", "authorization,x-tallyfy-client");
        send(request).await
    }

    /// Reads the task.
    pub(crate) async fn read(&self) -> Answer {
        send(self.client.get(self.task_url(""))).await
    }

    /// Archives it.
    pub(crate) async fn archive(&self) -> Answer {
        send(self.client.delete(self.task_url(""))).await
    }

    /// Restores it.
    pub(crate) async fn restore(&self) -> Answer {
        send(self.client.put(self.task_url("/restore"))).await
    }

    /// A page of the archived one-off tasks, newest first.
    pub(crate) async fn archived(&self, page: u64) -> Answer {
        let query = format!("?is_oneoff=true&archived=only&page={page}&per_page=100&sort=newest");
        send(self.client.get(format!("{}{query}", self.tasks))).await
    }

    fn task_url(&self, rest: &str) -> String {
        format!("{}/{}{rest}", self.tasks, self.options.task)
    }
}

/// A request without a response is an answer, too.
async fn send(request: RequestBuilder) -> Answer {
    match request.send().await {
        Ok(response) => Answer::read(response).await,
        Err(error) => Answer::none(&error),
    }
}
