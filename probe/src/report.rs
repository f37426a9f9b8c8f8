//! What is printed: the answers, and what they say about the open questions.

use std::fmt::{self, Display, Formatter};

use crate::Options;
use crate::answer::Answer;

/// The headers of the answers that are told.
const RATE_LIMIT: [&str; 2] = ["ratelimit", "retry-after"];
const REQUEST_ID: &str = "x-request-id";

/// The answers of one run. Its text is Markdown.
#[derive(Debug)]
pub struct Report {
    api: String,
    origin: String,
    secrets: [(String, &'static str); 3],
    answers: Vec<(String, Answer)>,
    listed_on: Option<u64>,
    notes: Vec<String>,
    is_restored: bool,
}

impl Report {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            api: options.api.to_string(),
            origin: options.origin.clone(),
            secrets: [
                (options.token.trim().to_owned(), "{token}"),
                (options.org.clone(), "{org}"),
                (options.task.clone(), "{task}"),
            ],
            answers: Vec::new(),
            listed_on: None,
            notes: Vec::new(),
            is_restored: true,
        }
    }

    pub(crate) fn add(&mut self, call: &str, answer: Answer) {
        self.answers.push((call.to_owned(), answer));
    }

    pub(crate) fn listed_on(&mut self, page: u64) {
        self.listed_on = Some(page);
    }

    pub(crate) fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }

    /// A note that says that the task may still be archived.
    pub(crate) fn warn(&mut self, text: &str) {
        self.is_restored = false;
        self.note(text);
    }

    /// Whether the task is active again, as far as is known.
    pub fn is_restored(&self) -> bool {
        self.is_restored
    }

    fn answer(&self, call: &str) -> Option<&Answer> {
        let (_, answer) = self.answers.iter().find(|(name, _)| name.starts_with(call))?;
        Some(answer)
    }

    /// The answers to the open questions, in the words of the answers.
    fn conclusions(&self) -> Vec<(&'static str, String)> {
        let told = |call: &str| match self.answer(call) {
            Some(answer) => format!("{}, {}", answer.status_text(), answer.body_text()),
            None => "not asked".to_owned(),
        };
        let archived = match self.answer("read it while it is archived") {
            Some(answer) if answer.item().is_some() => "yes, with 200".to_owned(),
            Some(answer) => format!("no: {}", answer.status_text()),
            None => "not asked".to_owned(),
        };
        let listed = match (
            self.listed_on,
            self.answers
                .iter()
                .filter(|(call, _)| call.starts_with("archived list"))
                .count(),
        ) {
            (Some(page), _) => format!("yes, on page {page}"),
            (None, 0) => "not asked".to_owned(),
            (None, pages) => format!("no, not on {pages} page(s)"),
        };
        vec![
            ("What does archiving answer?", told("archive it")),
            ("Can an archived task be read by its ID?", archived),
            ("Is it in the archived list?", listed),
            ("What does restoring answer?", told("restore it")),
            ("May a page of another origin archive?", self.cors()),
            (
                "What may it read?",
                self.header_of_reads("access-control-expose-headers"),
            ),
            ("Rate limits", self.rate_limits()),
            ("Request ID", self.has_request_id()),
        ]
    }

    fn cors(&self) -> String {
        let Some(preflight) = self.answer("preflight") else {
            return "not asked".to_owned();
        };
        let headers = ["origin", "methods", "headers"].map(|what| {
            let name = format!("access-control-allow-{what}");
            format!("{what}: {}", preflight.header(&name).unwrap_or("none"))
        });
        let reads = self.header_of_reads("access-control-allow-origin");
        let age = preflight.header("access-control-max-age").unwrap_or("none");
        format!(
            "{}, {}, max-age: {age}; reads: {reads}",
            preflight.status_text(),
            headers.join(", ")
        )
    }

    fn header_of_reads(&self, name: &str) -> String {
        let value = self.answer("read it").and_then(|answer| answer.header(name));
        value.unwrap_or("none").to_owned()
    }

    fn has_request_id(&self) -> String {
        match self.answer("read it").and_then(|answer| answer.header(REQUEST_ID)) {
            Some(_) => format!("yes, in {REQUEST_ID}"),
            None => format!("no {REQUEST_ID}"),
        }
    }

    fn rate_limits(&self) -> String {
        let mut headers: Vec<String> = Vec::new();
        for (_, answer) in &self.answers {
            for (name, value) in &answer.headers {
                let is_told = RATE_LIMIT.iter().any(|part| name.as_str().contains(part));
                if let Ok(value) = value.to_str()
                    && is_told
                {
                    headers.push(format!("{name}: {value}"));
                }
            }
        }
        headers.dedup();
        if headers.is_empty() {
            "no header".to_owned()
        } else {
            headers.join(", ")
        }
    }

    /// Without what identifies the person, the organization and the task.
    fn without_secrets(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (secret, name) in &self.secrets {
            if !secret.is_empty() {
                text = text.replace(secret.as_str(), name);
            }
        }
        text
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let cell = |text: &str| self.without_secrets(text).replace('|', "\\|").replace('\n', " ");
        writeln!(f, "API: {}, page: {}\n", cell(&self.api), cell(&self.origin))?;
        writeln!(f, "| question | answer |\n| --- | --- |")?;
        for (question, answer) in self.conclusions() {
            writeln!(f, "| {question} | {} |", cell(&answer))?;
        }
        writeln!(f, "\n| call | status | body |\n| --- | --- | --- |")?;
        for (call, answer) in &self.answers {
            writeln!(
                f,
                "| {} | {} | {} |",
                cell(call),
                answer.status_text(),
                cell(&answer.body_text())
            )?;
        }
        for note in &self.notes {
            writeln!(f, "\n{note}")?;
        }
        Ok(())
    }
}
