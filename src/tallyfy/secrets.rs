//! Removes known tokens from texts that others wrote.
//!
//! Neither a token nor what an encoder makes of it has white space in it, so a text is taken word by word. A token that
//! stands there as it is is masked; a word that holds one in base64, in hexadecimal digits or behind escapes is masked as
//! a whole. Which encoders wrote a word is not known, so every sequence of a few decoders is tried on it.

use super::Json;

/// What stands in the place of a token.
const MASK: &str = "•••";

/// How many tokens are remembered; the oldest is forgotten first.
const MAX_TOKENS: usize = 20;

/// How many decoders are tried one after the other: enough for JSON in JSON in a form.
const DEPTH: usize = 3;

/// From how many bytes on a token is looked for in base64 and hexadecimal digits, and the beginning of one where the text
/// was cut off.
const MIN_LEN: usize = 4;

/// The most bytes of a string in JSON that are looked at. Nothing that is longer is shown in full.
const MAX_STRING_LEN: usize = 16_384;

/// The most bytes of an escape.
const MAX_ESCAPE_LEN: usize = 12;

/// What escapes begin with in JSON and JavaScript, addresses and forms, HTML, and mail. Each has its own decoder.
const DECODERS: [char; 4] = ['\\', '%', '&', '='];

/// Escapes with the number of a character: what is before it, its radix, how many digits it has, what is behind it.
const NUMERIC_ESCAPES: [(&str, u32, usize, usize, &str); 10] = [
    ("\\u{", 16, 1, 8, "}"),
    ("\\u", 16, 4, 4, ""),
    ("\\x", 16, 2, 2, ""),
    ("\\", 8, 3, 3, ""),
    ("%u", 16, 4, 4, ""),
    ("%", 16, 2, 2, ""),
    ("&#x", 16, 1, 8, ";"),
    ("&#X", 16, 1, 8, ";"),
    ("&#", 10, 1, 8, ";"),
    ("=", 16, 2, 2, ""),
];

/// Escapes with a name, as far as tokens have these characters.
const NAMED_ESCAPES: [(&str, char); 15] = [
    ("&amp", '&'),
    ("&lt", '<'),
    ("&gt", '>'),
    ("&quot", '"'),
    ("&apos", '\''),
    ("&sol", '/'),
    ("&bsol", '\\'),
    ("&plus", '+'),
    ("&equals", '='),
    ("&period", '.'),
    ("&comma", ','),
    ("&colon", ':'),
    ("&lowbar", '_'),
    ("&percnt", '%'),
    ("&num", '#'),
];

/// The tokens that must not be shown.
#[derive(Default)]
pub(crate) struct Secrets(Vec<Secret>);

struct Secret {
    token: String,
    /// The token, and what it is in hexadecimal digits and base64.
    forms: Vec<String>,
}

impl Secrets {
    /// Remembers a token. White space around it and a `Bearer` before it do not belong to it.
    pub(crate) fn add(&mut self, text: &str) {
        let text = text.trim();
        let token = match text.split_once(char::is_whitespace) {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim_start(),
            _ => text,
        };
        if token.is_empty() || self.0.last().is_some_and(|last| last.token == token) {
            return;
        }
        self.0.retain(|known| known.token != token);
        if self.0.len() == MAX_TOKENS {
            self.0.remove(0);
        }
        self.0.push(Secret {
            token: token.to_owned(),
            forms: forms(token),
        });
    }

    /// The text without any of the tokens.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.replace(text, false)
    }

    /// The text without any of the tokens, where it is only the beginning of one: its end may be that of half a token.
    pub(crate) fn redact_truncated(&self, text: &str) -> String {
        self.replace(text, true)
    }

    fn replace(&self, text: &str, is_truncated: bool) -> String {
        let mut text = text.to_owned();
        if self.0.is_empty() {
            return text;
        }
        let mut tokens: Vec<_> = self.0.iter().map(|secret| &secret.token).collect();
        // One token may be a part of another.
        tokens.sort_unstable_by_key(|token| std::cmp::Reverse(token.len()));
        for token in tokens {
            text = text.replace(token, MASK);
        }
        let forms = self.0.iter().flat_map(|secret| &secret.forms);
        // Decoders make no word longer.
        let shortest = forms.map(String::len).min().unwrap_or_default();
        let mut redacted = String::new();
        for word in text.split_inclusive(char::is_whitespace) {
            let (word, space) = word.split_at(word.trim_end().len());
            let is_truncated = is_truncated && space.is_empty();
            let is_candidate = is_truncated || word.len() >= shortest;
            let is_secret = is_candidate && self.matches(word, is_truncated, DEPTH);
            redacted += if is_secret { MASK } else { word };
            redacted += space;
        }
        redacted
    }

    /// Whether a token is in the word, or in what up to `depth` decoders make of it.
    fn matches(&self, word: &str, is_truncated: bool, depth: usize) -> bool {
        let mut forms = self.0.iter().flat_map(|secret| &secret.forms);
        forms.any(|form| word.contains(form) || is_truncated && ends_with_half(word, form))
            || depth > 0
                && DECODERS.iter().any(|decoder| {
                    let decoded = decode(word, *decoder, is_truncated);
                    decoded != word && self.matches(&decoded, is_truncated, depth - 1)
                })
    }
}

fn ends_with_half(word: &str, form: &str) -> bool {
    let (word, form) = (word.as_bytes(), form.as_bytes());
    (MIN_LEN..form.len()).any(|length| word.ends_with(&form[..length]))
}

/// The word without the escapes that begin with this character. One that was cut off is left out.
fn decode(word: &str, decoder: char, is_truncated: bool) -> String {
    let mut plain = String::new();
    let mut rest = word;
    while let Some(at) = rest.find(decoder) {
        plain += &rest[..at];
        rest = &rest[at..];
        let escape = unescape(rest);
        let is_whole = escape.is_some_and(|(_, after)| !after.is_empty());
        if is_truncated && !is_whole && rest.len() <= MAX_ESCAPE_LEN {
            return plain;
        }
        let (character, after) = escape.unwrap_or((decoder, &rest[1..]));
        plain.push(character);
        rest = after;
    }
    plain + rest
}

/// What the escape at the beginning of a text stands for, and the text behind it.
fn unescape(text: &str) -> Option<(char, &str)> {
    for (before, radix, least, limit, behind) in NUMERIC_ESCAPES {
        let Some(rest) = text.strip_prefix(before) else {
            continue;
        };
        let digits = rest.chars().take(limit).take_while(|digit| digit.is_digit(radix));
        let (digits, rest) = rest.split_at(digits.count());
        if digits.len() >= least {
            let number = u32::from_str_radix(digits, radix).ok()?;
            return Some((char::from_u32(number)?, rest.strip_prefix(behind).unwrap_or(rest)));
        }
    }
    for (name, character) in NAMED_ESCAPES {
        if let Some(rest) = text.strip_prefix(name) {
            return Some((character, rest.strip_prefix(';').unwrap_or(rest)));
        }
    }
    let rest = text.strip_prefix('\\')?;
    let character = rest.chars().next()?;
    // The beginning of a number that is none.
    let is_number = matches!(character, 'u' | 'x' | '0'..='7');
    (!is_number).then(|| (character, &rest[character.len_utf8()..]))
}

/// A token as others may write it. What it is in base64 depends on what is before it: there are three of them, each in
/// two alphabets.
fn forms(token: &str) -> Vec<String> {
    let mut forms = vec![token.to_owned()];
    if token.len() >= MIN_LEN {
        let hex: Vec<_> = token.bytes().map(|byte| format!("{byte:02x}")).collect();
        let hex = hex.concat();
        forms.extend([hex.to_ascii_uppercase(), hex]);
        for base64 in [0, 2, 4].map(|first| base64(token.as_bytes(), first)) {
            forms.extend([base64.replace('+', "-").replace('/', "_"), base64]);
        }
    }
    forms
}

/// The base64 of these bytes from this bit on, without the digit that holds a part of what is behind them.
fn base64(bytes: &[u8], first: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    let starts = (first..=bytes.len() * 8 - 6).step_by(6);
    let digits = starts.map(|start| (start..start + 6).fold(0, |digit, at| digit << 1 | bit(at)));
    digits.map(|digit| char::from(DIGITS[digit])).collect()
}

/// JSON whose strings have no token in them. [`Secrets`] has an example of what that means.
pub(crate) struct Redacted<'secrets, J> {
    value: J,
    secrets: &'secrets Secrets,
}

impl<'secrets, J> Redacted<'secrets, J> {
    /// This value, without these tokens.
    pub(crate) fn new(value: J, secrets: &'secrets Secrets) -> Self {
        Self { value, secrets }
    }
}

impl<J: Json> Json for Redacted<'_, J> {
    fn get(&self, key: &str) -> Option<Self> {
        Some(Self::new(self.value.get(key)?, self.secrets))
    }

    fn string(&self) -> Option<String> {
        let text = self.value.string()?;
        let shown = &text[..text.floor_char_boundary(MAX_STRING_LEN)];
        Some(self.secrets.replace(shown, shown.len() < text.len()))
    }

    fn number(&self) -> Option<f64> {
        self.value.number()
    }

    fn boolean(&self) -> Option<bool> {
        self.value.boolean()
    }

    fn items(&self, limit: usize) -> Option<Vec<Self>> {
        let items = self.value.items(limit)?.into_iter();
        Some(items.map(|item| Self::new(item, self.secrets)).collect())
    }

    fn entries(&self, limit: usize) -> Vec<(String, Self)> {
        let entries = self.value.entries(limit).into_iter();
        entries
            .map(|(key, value)| (self.secrets.redact(&key), Self::new(value, self.secrets)))
            .collect()
    }
}
