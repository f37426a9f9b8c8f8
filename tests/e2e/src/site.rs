//! The files of the built site.

use std::path::PathBuf;
use std::{env, fs};

/// The folder of the built site.
///
/// # Panics
/// If the variable is not set.
pub fn dist() -> PathBuf {
    env::var_os("TALLYFY_ARCHIVE_DIST").map_or_else(
        || panic!("TALLYFY_ARCHIVE_DIST names the folder of the built page; cargo xtask test chromium sets it"),
        PathBuf::from,
    )
}

/// The folder of the sampler: a component that is built like the widget, and uses more of Yew.
///
/// # Panics
/// If the variable is not set.
pub fn sampler() -> PathBuf {
    env::var_os("TALLYFY_ARCHIVE_SAMPLER").map_or_else(
        || panic!("TALLYFY_ARCHIVE_SAMPLER names the folder of the sampler; cargo xtask test chromium sets it"),
        PathBuf::from,
    )
}

/// The name of a file with this beginning and ending, and a hash in between.
///
/// # Panics
/// If there is none, or more than one.
pub fn hashed(beginning: &str, ending: &str) -> String {
    let is_hash = |middle: &str| middle.strip_prefix('-').is_some_and(|hash| hash.len() == 8);
    let is_it = |name: &str| {
        let middle = name.strip_prefix(beginning)?.strip_suffix(ending)?;
        is_hash(middle).then(|| name.to_owned())
    };
    let files = fs::read_dir(dist()).expect("the site is built");
    let names = files.filter_map(|file| is_it(&file.ok()?.file_name().to_string_lossy()));
    let [name] = <[String; 1]>::try_from(names.collect::<Vec<_>>())
        .unwrap_or_else(|names| panic!("one file {beginning}-…{ending}, not {names:?}"));
    name
}

/// The name of the WebAssembly.
///
/// # Panics
/// If there is none.
pub fn wasm() -> String {
    hashed("tallyfy_archive_bg", ".wasm")
}
