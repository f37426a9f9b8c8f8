//! Builds the fixtures of `tests/answers` into the crate, so that the program is a single file.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let manifest = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate");
    let folder = Path::new(&manifest).join("../tests/answers");
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("tests/answers holds the fixtures")
        .map(|entry| entry.expect("tests/answers can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "http"))
        .collect();
    files.sort();

    let mut table = String::from("const FILES: &[(&str, &[u8])] = &[\n");
    for path in files {
        let name = path.file_stem().expect("a listed file has a name").to_string_lossy();
        let path = path.to_str().expect("the fixtures lie on a readable path");
        writeln!(table, "    ({name:?}, include_bytes!({path:?})),").expect("a String takes everything");
    }
    table.push_str("];\n");

    let out = env::var("OUT_DIR").expect("cargo names the folder for generated files");
    fs::write(Path::new(&out).join("fixtures.rs"), table).expect("the folder for generated files is writable");
}
