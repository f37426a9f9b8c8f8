//! Size budget: whoever embeds the element has pages of their own to send, so growth is a decision.
//!
//! The size that was decided on is recorded in `bench/size.json`. A build fails where the element is clearly larger.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::site;
use crate::fingerprint;

/// How far above the recorded size a build may be, in percent: a new compiler alone moves it by some tenths.
const TOLERANCE: u64 = 2;

/// The WebAssembly among the parts. The others are called after their scripts.
const WASM: &str = "wasm";

/// What a browser downloads for the element, compressed by Brotli 11: the WebAssembly, and the scripts with their
/// styles. Other languages than English come on top for whoever asks for them.
#[derive(Debug, PartialEq)]
struct Size {
    parts: Vec<(&'static str, u64)>,
}

impl Size {
    /// Of the site in `dist`.
    fn of(dist: &Path) -> Result<Self> {
        let mut parts: Vec<_> = [WASM].into_iter().chain(site::SCRIPTS).map(|name| (name, 0)).collect();
        for file in fingerprint::files_below(dist)? {
            let name = file.strip_prefix(dist)?.to_string_lossy();
            for (part, bytes) in &mut parts {
                if is_of(part, &name) {
                    *bytes += fs::metadata(&file)?.len();
                }
            }
        }
        for (part, bytes) in &parts {
            ensure!(*bytes > 0, "{} has no {part}", dist.display());
        }
        Ok(Self { parts })
    }

    fn total(&self) -> u64 {
        self.parts.iter().map(|(_, bytes)| bytes).sum()
    }
}

/// Whether this file of the site is fetched for that part, by a page that has the snippet.
fn is_of(part: &str, name: &str) -> bool {
    match part.strip_suffix(".js") {
        Some(stem) => name.ends_with(".js.br") && name.starts_with(&format!("{stem}-")),
        None => name.ends_with(".wasm.br"),
    }
}

/// What was decided on.
#[derive(Debug, PartialEq)]
struct Decided {
    /// The most that may be recorded.
    budget: u64,
    /// The recorded size.
    total: u64,
}

impl Decided {
    fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let json: Value = serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        let number = |key: &str| {
            json[key]
                .as_u64()
                .with_context(|| format!("{} has no {key}", file.display()))
        };
        Ok(Self {
            budget: number("budget")?,
            total: number("total")?,
        })
    }
}

/// Fails where the element in `dist` is more than 2 % larger than recorded in `file`.
pub(crate) fn check(dist: &Path, file: &Path) -> Result<()> {
    let (total, decided) = (Size::of(dist)?.total(), Decided::read(file)?);
    let recorded = decided.total;
    println!(
        "The element: {total} bytes on the wire (Brotli 11); recorded {recorded}, budget {}",
        decided.budget
    );
    if total * 100 > recorded * (100 + TOLERANCE) {
        bail!(
            "the element is {} bytes larger than the {recorded} recorded in bench/size.json, which is more than \
             {TOLERANCE} %. The tables above show what each file and crate weighs. If it is worth it, record the new \
             size with `cargo xtask build --record` and commit that file",
            total - recorded
        );
    }
    Ok(())
}

/// Records the size of the element in `dist`. Fails above the budget, which a person raises in `file` itself.
pub(crate) fn record(dist: &Path, file: &Path) -> Result<()> {
    let (size, Decided { budget, .. }) = (Size::of(dist)?, Decided::read(file)?);
    let total = size.total();
    ensure!(
        total <= budget,
        "the element is {total} bytes, {} above the budget in bench/size.json: raise that first if it has to be",
        total.saturating_sub(budget)
    );
    let parts = size
        .parts
        .iter()
        .map(|(part, bytes)| format!(",\n  \"{part}\": {bytes}"));
    let parts: String = parts.collect();
    fs::write(
        file,
        format!("{{\n  \"budget\": {budget},\n  \"total\": {total}{parts}\n}}\n"),
    )?;
    println!("Recorded {total} bytes in bench/size.json");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const FILES: [(&str, usize); 7] = [
        ("a.wasm.br", 900),
        ("early-0a1b2c3d.js.br", 40),
        ("tallyfy-archive-0a1b2c3d.js.br", 60),
        // Not what the snippet makes a browser fetch, or not compressed.
        ("a.wasm", 5_000),
        ("tallyfy-archive.js.br", 5_000),
        ("page-0a1b2c3d.js.br", 5_000),
        ("messages/de-0a1b2c3d.json.br", 5_000),
    ];

    /// A site of 1,000 bytes, and where its size is recorded.
    fn site(name: &str) -> Result<(PathBuf, PathBuf)> {
        let dist = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(dist.join("messages"))?;
        for (name, size) in FILES {
            fs::write(dist.join(name), vec![0; size])?;
        }
        let file = dist.join("size.json");
        Ok((dist, file))
    }

    #[test]
    fn the_size_is_that_of_what_the_snippet_makes_a_browser_fetch() -> Result<()> {
        let (dist, _) = site("size")?;
        let parts = vec![("wasm", 900), ("early.js", 40), ("tallyfy-archive.js", 60)];
        assert_eq!(Size::of(&dist)?, Size { parts });

        fs::remove_file(dist.join("a.wasm.br"))?;
        assert!(Size::of(&dist).is_err(), "half a site has no size");
        fs::remove_dir_all(dist)?;
        Ok(())
    }

    #[test]
    fn growth_of_more_than_two_percent_fails_until_it_is_recorded() -> Result<()> {
        let (dist, file) = site("growth")?;
        fs::write(&file, r#"{ "budget": 2000, "total": 981 }"#)?;
        assert!(check(&dist, &file).is_ok(), "1.9 % above");

        fs::write(&file, r#"{ "budget": 2000, "total": 980 }"#)?;
        let problem = check(&dist, &file).unwrap_err().to_string();
        assert!(problem.contains("20 bytes larger"), "{problem}");
        assert!(problem.contains("cargo xtask build --record"), "{problem}");

        record(&dist, &file)?;
        assert!(check(&dist, &file).is_ok());
        let recorded = serde_json::from_str::<Value>(&fs::read_to_string(&file)?)?;
        let expected = r#"{"budget": 2000, "total": 1000, "wasm": 900, "early.js": 40, "tallyfy-archive.js": 60}"#;
        assert_eq!(recorded, serde_json::from_str::<Value>(expected)?);
        fs::remove_dir_all(dist)?;
        Ok(())
    }

    #[test]
    fn nothing_above_the_budget_is_recorded() -> Result<()> {
        let (dist, file) = site("budget")?;
        let before = r#"{ "budget": 999, "total": 500 }"#;
        fs::write(&file, before)?;
        assert!(record(&dist, &file).is_err());
        assert_eq!(fs::read_to_string(&file)?, before);

        fs::write(&file, r#"{ "budget": 1000, "total": 500 }"#)?;
        assert!(record(&dist, &file).is_ok());
        fs::remove_dir_all(dist)?;
        Ok(())
    }

    #[test]
    fn the_recorded_size_is_within_the_budget_and_the_sum_of_its_parts() -> Result<()> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/size.json");
        let Decided { budget, total } = Decided::read(&file)?;
        assert!(total <= budget);
        let json: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let parts = [WASM].into_iter().chain(site::SCRIPTS);
        assert_eq!(parts.filter_map(|part| json[part].as_u64()).sum::<u64>(), total);
        Ok(())
    }
}
