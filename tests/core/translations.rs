//! Every translation has all texts of the widget and its scripts, no others, and the same placeholders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::MessageKey;

type Texts = BTreeMap<String, String>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// All files below a folder, one after the other.
fn read_all(folder: &Path, without: &str) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text += &read_all(&path, without);
        } else if !path.ends_with(without) {
            text += &read(&path);
        }
    }
    text
}

/// The English texts that only the scripts use.
fn of_script() -> Texts {
    let [english, failures] =
        ["english", "failures"].map(|name| read(&root().join(format!("static/element/{name}.js"))));
    let source = english + &failures;
    ["NOT_LOADED", "CRASHED", "LOAD_FAILURES"]
        .into_iter()
        .flat_map(|name| of_table(&source, name))
        .collect()
}

/// The texts of one table: JSON but for the quotes around its keys.
fn of_table(source: &str, name: &str) -> Texts {
    let (_, rest) = source.split_once(&format!("const {name} = {{")).expect("the texts");
    let (mut rest, _) = rest.split_once("\n};").expect("their end");
    let mut texts = Texts::new();
    while let Some((key, value)) = rest.split_once(':') {
        let mut text = serde_json::Deserializer::from_str(value).into_iter::<String>();
        let string = text.next().expect("a text").expect("a text in double quotes");
        texts.insert(key.trim().to_owned(), string);
        rest = value[text.byte_offset()..].trim_start_matches(',');
    }
    assert!(rest.trim().is_empty(), "{rest}");
    texts
}

fn english() -> Texts {
    let own = MessageKey::ALL
        .iter()
        .map(|word| (word.key().to_owned(), word.english().to_owned()));
    of_script().into_iter().chain(own).collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1);
    names
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

#[test]
fn no_text_of_the_widget_is_duplicated_in_the_script() {
    let script = of_script();
    assert!(script.contains_key("notLoaded"), "{script:?}");
    for word in MessageKey::ALL {
        assert!(!script.contains_key(word.key()), "{}", word.key());
    }
}

#[test]
fn every_language_has_exactly_the_same_keys() {
    let english = english();
    let mut languages = BTreeSet::new();
    for entry in fs::read_dir(root().join("static/messages")).expect("the languages") {
        let file = entry.expect("an entry").path();
        let texts: Texts =
            serde_json::from_str(&read(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let language = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
        let (known, given) = (keys(&english), keys(&texts));
        assert_eq!(
            known.difference(&given).collect::<Vec<_>>(),
            [""; 0],
            "static/messages/{language}.json lacks these"
        );
        assert_eq!(
            given.difference(&known).collect::<Vec<_>>(),
            [""; 0],
            "static/messages/{language}.json has these; src/messages/key.rs and the scripts do not"
        );
        for (key, text) in &texts {
            assert_eq!(placeholders(text), placeholders(&english[key]), "{language}: {key}");
            assert_eq!(text.trim(), text, "{language}: {key}");
            assert!(!text.is_empty(), "{language}: {key}");
        }
        languages.insert(language);
    }
    assert!(languages.len() >= 4, "{languages:?}");
}

#[test]
fn every_text_is_used() {
    let sources = read_all(&root().join("src"), "messages/key.rs");
    for word in MessageKey::ALL {
        let name = format!("MessageKey::{word:?}");
        let is_whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        assert!(
            sources.split(&name).skip(1).any(is_whole),
            "{name} is not used: it can go, from static/messages, too"
        );
    }
    let script = read_all(&root().join("static/element"), "english.js");
    for key in of_script().into_keys() {
        assert!(script.contains(&format!("\"{key}\"")), "{key} is not used");
    }
}
