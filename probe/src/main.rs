//! The command-line program.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use probe::{Options, probe};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut options = Options::parse();
    let Ok(token) = env::var("TALLYFY_TOKEN") else {
        eprintln!("probe: the variable TALLYFY_TOKEN has no access token");
        return ExitCode::FAILURE;
    };
    options.token = token;
    match probe(&options, |title| options.yes || ask(title)).await {
        Ok(report) => {
            println!("{report}");
            ExitCode::from(u8::from(!report.is_restored()))
        }
        Err(problem) => {
            eprintln!("probe: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn ask(title: &str) -> bool {
    eprint!("The task {title:?} is archived and then restored. Go on? [y/N] ");
    let mut answer = String::new();
    let is_read = io::stderr().flush().is_ok() && io::stdin().read_line(&mut answer).is_ok();
    is_read && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
