//! Redacts known tokens in texts of servers and pages.
//!
//! Neither tokens nor their encodings contain white space, so a text is processed word by word. A verbatim token is
//! masked; a word that contains one as base64, hexadecimal or escaped is masked as a whole. The encoders of a word are
//! not known, so every sequence of up to three decoders is tried.

use super::Json;
use super::token::without_scheme;

/// Replaces a token.
const MASK: &str = "•••";

/// Maximum number of tokens; the oldest is dropped first.
const MAX_TOKENS: usize = 20;

/// Maximum number of nested encodings: enough for JSON in JSON in a form.
const DEPTH: usize = 3;

/// Minimum length in bytes for base64 and hexadecimal, and for a prefix of a token at the end of a truncated text.
const MIN_LEN: usize = 4;

/// Limit in bytes for a string in JSON. Longer ones are never shown in full.
const MAX_STRING_LEN: usize = 16_384;

/// Maximum length of an escape in bytes.
const MAX_ESCAPE_LEN: usize = 12;

/// First characters of escapes in JSON and JavaScript, URLs and forms, HTML, and mail. Each has its own decoder.
const DECODERS: [char; 4] = ['\\', '%', '&', '='];

/// Numeric escapes: prefix, radix, minimum and maximum number of digits, suffix.
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

/// Named escapes of characters that tokens may contain.
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
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<Secret>);

#[derive(Clone)]
struct Secret {
    token: String,
    /// The token, verbatim, in hexadecimal and in base64.
    forms: Vec<String>,
}

impl Secrets {
    /// Adds a token. Surrounding white space and a `Bearer` prefix are removed.
    pub(crate) fn add(&mut self, text: &str) {
        let token = without_scheme(text);
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

    /// Redacts a text.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.replace(text, false)
    }

    /// Redacts a truncated text: it may end with a part of a token.
    pub(crate) fn redact_truncated(&self, text: &str) -> String {
        self.replace(text, true)
    }

    fn replace(&self, text: &str, is_truncated: bool) -> String {
        let mut text = text.to_owned();
        if self.0.is_empty() {
            return text;
        }
        let mut tokens: Vec<_> = self.0.iter().map(|secret| &secret.token).collect();
        // One token may be a substring of another.
        tokens.sort_unstable_by_key(|token| std::cmp::Reverse(token.len()));
        for token in tokens {
            text = text.replace(token, MASK);
        }
        let forms = self.0.iter().flat_map(|secret| &secret.forms);
        // Decoding never makes a word longer.
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

    /// Whether the word contains a token, decoded up to `depth` times.
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

/// Decodes the escapes that begin with this character. A truncated one at the end is dropped.
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

/// The character of the escape at the beginning of a text, and the rest of the text.
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
    // An invalid numeric escape.
    let is_number = matches!(character, 'u' | 'x' | '0'..='7');
    (!is_number).then(|| (character, &rest[character.len_utf8()..]))
}

/// The encodings of a token. Its base64 depends on its offset in the encoded text: there are three, each in two
/// alphabets.
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

/// The base64 of these bytes from this bit on, without the last digit if it depends on the bytes after them.
fn base64(bytes: &[u8], first: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    let starts = (first..=bytes.len() * 8 - 6).step_by(6);
    let digits = starts.map(|start| (start..start + 6).fold(0, |digit, at| digit << 1 | bit(at)));
    digits.map(|digit| char::from(DIGITS[digit])).collect()
}

/// JSON with redacted strings.
pub(crate) struct Redacted<'secrets, J> {
    value: J,
    secrets: &'secrets Secrets,
}

impl<'secrets, J> Redacted<'secrets, J> {
    /// Redacts these tokens in all strings and keys of the value.
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
