//! The command-line program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use sandbox::{Config, Cors, Sandbox, StartError};

/// A fake Tallyfy server on 127.0.0.1, with a task for every case of interest
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder with the built page; without it only the API is served
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Forward requests to the real service at this base URL instead of answering them
    #[arg(long, value_name = "URL")]
    api: Option<String>,
    /// Whether pages of other origins may call the API
    #[arg(long, value_enum, default_value_t = Switch::Off)]
    cors: Switch,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Switch {
    Off,
    On,
}

fn main() -> ExitCode {
    match serve(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: Arguments) -> Result<(), StartError> {
    let sandbox = Sandbox::start(Config {
        port: arguments.port,
        dist: arguments.dist,
        upstream: arguments.api,
        cors: match arguments.cors {
            Switch::Off => Cors::off(),
            Switch::On => Cors::any(),
        },
        ..Config::default()
    })?;
    println!("{}", sandbox.url());
    Ok(sandbox.join()?)
}
