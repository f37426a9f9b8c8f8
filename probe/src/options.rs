//! The options of the command line.

use clap::Parser;
use reqwest::Url;

/// Ask the service what its documentation leaves open, with a scratch task that is archived and restored
///
/// Prints what was answered, as a block to paste into an issue. The token, IDs and titles are not in it. The token is read
/// from the variable `TALLYFY_TOKEN`.
#[derive(Debug, Parser)]
#[command(name = "probe", bin_name = "cargo xtask probe")]
pub struct Options {
    /// Base URL of the API, such as `https://go.tallyfy.com/api`
    #[arg(long, value_name = "URL", value_parser = parse_base)]
    pub api: Url,
    /// Organization ID
    #[arg(long, value_name = "ID", value_parser = parse_id)]
    pub org: String,
    /// ID of a task that may be archived and restored, and that belongs to no process
    #[arg(long, value_name = "ID", value_parser = parse_id)]
    pub task: String,
    /// Origin of a page that would call the API
    #[arg(long, value_name = "ORIGIN", default_value = "https://admin.example")]
    pub origin: String,
    /// Seconds to wait before each read after a change: replicas may lag
    #[arg(long, value_name = "SECONDS", default_value_t = 6)]
    pub pause: u64,
    /// Archive without asking
    #[arg(long)]
    pub yes: bool,
    /// Access token. It is no argument: those are in the list of processes and the history of the shell.
    #[arg(skip)]
    pub token: String,
}

/// The token must not be sent unencrypted, except to this machine.
fn parse_base(text: &str) -> Result<Url, String> {
    let base = Url::parse(text).map_err(|error| error.to_string())?;
    let is_loopback = matches!(base.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if base.scheme() == "https" || (base.scheme() == "http" && is_loopback) {
        Ok(base)
    } else {
        Err("it is not https://".to_owned())
    }
}

/// Anything else in an ID could change the path of a request.
fn parse_id(text: &str) -> Result<String, String> {
    let known = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    match text.chars().find(|&character| !known(character)) {
        Some(character) => Err(format!("{character:?} is in no ID")),
        None if text.is_empty() => Err("it is empty".to_owned()),
        None => Ok(text.to_owned()),
    }
}
