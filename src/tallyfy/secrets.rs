//! Removes known tokens from texts that others wrote, in whatever escape they stand there.

use std::borrow::Cow;

use super::Json;

/// What stands in the place of a token.
const MASK: &str = "•••";

/// How many tokens are remembered; the oldest is forgotten first.
const MOST: usize = 20;

/// How deep escapes may nest: JSON in JSON, in a percent-encoded form.
const DEPTH: usize = 3;

/// From how many readings of a place on no further escape is read there: hostile texts would have thousands.
const MOST_READINGS: usize = 4;

/// From how many bytes on the beginning of a token counts as one where the text was cut off, and a base64 as that of a
/// token.
const SHORTEST: usize = 4;

/// The most bytes of a string in JSON that are looked at. Nothing that is longer is shown in full.
const LONGEST_STRING: usize = 16_384;

/// More bytes than one escaped character has.
const LONGEST_ESCAPE: usize = 32;

/// Character references of HTML with a name, as far as tokens have these characters.
const ENTITIES: [(&str, u8); 15] = [
    ("amp", b'&'),
    ("lt", b'<'),
    ("gt", b'>'),
    ("quot", b'"'),
    ("apos", b'\''),
    ("sol", b'/'),
    ("bsol", b'\\'),
    ("plus", b'+'),
    ("equals", b'='),
    ("period", b'.'),
    ("comma", b','),
    ("colon", b':'),
    ("lowbar", b'_'),
    ("percnt", b'%'),
    ("num", b'#'),
];

/// The tokens that must not be shown.
///
/// ```
/// use tallyfy_archive::tallyfy::Secrets;
///
/// let mut secrets = Secrets::default();
/// secrets.learn("Bearer s/cret");
/// assert_eq!(secrets.redact(r"You sent Bearer s\/cr\u0065t."), "You sent Bearer •••.");
/// ```
#[derive(Clone, Default)]
pub struct Secrets(Vec<Secret>);

#[derive(Clone)]
struct Secret {
    token: String,
    /// The token in hexadecimal digits and in base64, the latter as far as it does not depend on what is beside it.
    encoded: Vec<String>,
}

impl Secrets {
    /// Remembers a token. White space around it and a `Bearer` before it do not belong to it.
    pub fn learn(&mut self, text: &str) {
        let text = text.trim();
        let token = match text.split_once(char::is_whitespace) {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim_start(),
            _ => text,
        };
        if token.is_empty() || self.0.last().is_some_and(|last| last.token == token) {
            return;
        }
        self.0.retain(|known| known.token != token);
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(Secret {
            token: token.to_owned(),
            encoded: encodings(token),
        });
    }

    /// The text without any of the tokens.
    pub fn redact<'text>(&self, text: &'text str) -> Cow<'text, str> {
        self.replace(text, false)
    }

    /// The text without any of the tokens, where it is only the beginning of one: its end may be that of half a token.
    pub fn redact_cut<'text>(&self, text: &'text str) -> Cow<'text, str> {
        self.replace(text, true)
    }

    fn replace<'text>(&self, text: &'text str, is_cut: bool) -> Cow<'text, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut may_begin = [false; 256];
        for needle in self.0.iter().flat_map(Secret::needles) {
            may_begin[usize::from(needle[0])] = true;
        }
        let escaped = Escaped::new(text.as_bytes());
        let mut redacted = String::new();
        let (mut kept, mut at) = (0, 0);
        while at < text.len() {
            let readings = escaped.readings(at, DEPTH);
            let is_candidate = readings.iter().any(|(byte, _)| may_begin[usize::from(*byte)]);
            let found = is_candidate.then(|| self.found_at(&escaped, at, is_cut)).flatten();
            let Some((start, end)) = found else {
                at += 1;
                continue;
            };
            // What is around a base64 may reach back into what was redacted already.
            redacted.push_str(&text[kept..start.max(kept)]);
            redacted.push_str(MASK);
            (kept, at) = (end, end);
        }
        if redacted.is_empty() {
            return Cow::Borrowed(text);
        }
        redacted.push_str(&text[kept..]);
        Cow::Owned(redacted)
    }

    /// The widest place of a token that begins here.
    fn found_at(&self, text: &Escaped<'_>, at: usize, is_cut: bool) -> Option<(usize, usize)> {
        let end = |needle: &String| text.end_of(needle.as_bytes(), at, is_cut);
        let plain = self.0.iter().filter_map(|secret| end(&secret.token)).max();
        let encoded = self.0.iter().flat_map(|secret| &secret.encoded).filter_map(end).max();
        let Some(encoded) = encoded else {
            return Some((at, plain?));
        };
        // The characters beside it hold the rest of its first and last byte.
        let end = encoded.max(plain.unwrap_or(0));
        let is_beside = |byte: &&u8| is_base64(**byte);
        let before = text.bytes[..at].iter().rev().take_while(is_beside).count();
        let after = text.bytes[end..].iter().take_while(is_beside).count();
        Some((at - before, end + after))
    }
}

impl Secret {
    fn needles(&self) -> impl Iterator<Item = &[u8]> {
        let token = std::iter::once(&self.token);
        token.chain(&self.encoded).map(String::as_bytes)
    }
}

/// What a byte of a text can stand for, and where the text goes on behind that.
type Reading = (u8, usize);

/// A text, and what its escapes stand for.
struct Escaped<'text> {
    bytes: &'text [u8],
    /// What the bytes are that stand for themselves.
    plain: Vec<Reading>,
    /// Where an escape may begin, in order.
    places: Vec<usize>,
    /// What can be read at these places, by how deep escapes are nested. Of each of them everything is tried: whether
    /// it is an escape or stands for itself, only the token tells.
    readings: [Vec<Vec<Reading>>; DEPTH],
}

impl<'text> Escaped<'text> {
    fn new(bytes: &'text [u8]) -> Self {
        let places = (0..bytes.len()).filter(|at| is_escape(bytes[*at])).collect();
        let mut text = Self {
            bytes,
            plain: bytes.iter().enumerate().map(|(at, byte)| (*byte, at + 1)).collect(),
            places,
            readings: [const { Vec::new() }; DEPTH],
        };
        for depth in 1..=DEPTH {
            let found = text.places.iter().map(|at| text.read(*at, depth)).collect();
            text.readings[depth - 1] = found;
        }
        text
    }

    /// What can be read at a place with escapes that are nested as deep as this; nothing behind the end.
    fn readings(&self, at: usize, depth: usize) -> &[Reading] {
        if at >= self.bytes.len() {
            return &[];
        }
        if depth > 0
            && is_escape(self.bytes[at])
            && let Ok(place) = self.places.binary_search(&at)
        {
            return &self.readings[depth - 1][place];
        }
        &self.plain[at..=at]
    }

    /// What can be read at a place where an escape may begin. Its backslash may be escaped itself, less deep.
    fn read(&self, at: usize, depth: usize) -> Vec<Reading> {
        let known = self.readings(at, depth - 1);
        let mut found = known.to_vec();
        for &(escape, after) in known {
            for (code, end) in self.unescaped(escape, after, depth - 1) {
                let Ok(byte) = u8::try_from(code) else { continue };
                let is_one_too_many = depth < DEPTH && is_escape(byte) && found.len() >= MOST_READINGS;
                if !is_one_too_many && !found.contains(&(byte, end)) {
                    found.push((byte, end));
                }
            }
        }
        found
    }

    /// What an escape stands for that begins with this byte: one of JSON or JavaScript, of an address or form, of HTML,
    /// or of mail. Each with where the text goes on.
    fn unescaped(&self, escape: u8, at: usize, depth: usize) -> Vec<(u32, usize)> {
        let hexadecimal = |at, digits| self.number(at, depth, 16, digits, digits);
        match escape {
            b'\\' => {
                let mut found = Vec::from_iter(self.number(at, depth, 8, 3, 3));
                for &(byte, after) in self.readings(at, depth) {
                    match byte {
                        b'u' => {
                            found.extend(hexadecimal(after, 4));
                            found.extend(self.braced(after, depth));
                        }
                        b'x' => found.extend(hexadecimal(after, 2)),
                        _ => {}
                    }
                    found.push((u32::from(byte), after));
                }
                found
            }
            b'%' => {
                let unicode = self.skip(at, depth, b'u').and_then(|digits| hexadecimal(digits, 4));
                hexadecimal(at, 2).into_iter().chain(unicode).collect()
            }
            b'=' => hexadecimal(at, 2).into_iter().collect(),
            b'&' => self.reference(at, depth).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The number of `{65}`.
    fn braced(&self, at: usize, depth: usize) -> Option<(u32, usize)> {
        let (code, end) = self.number(self.skip(at, depth, b'{')?, depth, 16, 1, 8)?;
        Some((code, self.skip(end, depth, b'}')?))
    }

    /// A character reference of HTML, behind its `&`.
    fn reference(&self, at: usize, depth: usize) -> Option<(u32, usize)> {
        let (code, end) = match self.skip(at, depth, b'#') {
            Some(digits) => {
                let hexadecimal = [b'x', b'X'].into_iter().find_map(|x| self.skip(digits, depth, x));
                match hexadecimal {
                    Some(digits) => self.number(digits, depth, 16, 1, 8)?,
                    None => self.number(digits, depth, 10, 1, 8)?,
                }
            }
            None => ENTITIES.iter().find_map(|(name, byte)| {
                let end = name.bytes().try_fold(at, |at, byte| self.skip(at, depth, byte))?;
                Some((u32::from(*byte), end))
            })?,
        };
        Some((code, self.skip(end, depth, b';').unwrap_or(end)))
    }

    /// A number with this many digits, and where it ends.
    fn number(&self, at: usize, depth: usize, radix: u32, least: usize, most: usize) -> Option<(u32, usize)> {
        let (mut value, mut end) = (0_u32, at);
        for count in 0..most {
            let mut readings = self.readings(end, depth).iter();
            let digit = readings.find_map(|(byte, after)| Some((char::from(*byte).to_digit(radix)?, *after)));
            let Some((digit, after)) = digit else {
                return (count >= least).then_some((value, end));
            };
            value = value.checked_mul(radix)?.checked_add(digit)?;
            end = after;
        }
        Some((value, end))
    }

    /// Where the text goes on behind this byte, if it is there.
    fn skip(&self, at: usize, depth: usize, wanted: u8) -> Option<usize> {
        let found = self.readings(at, depth).iter().find(|(byte, _)| *byte == wanted);
        found.map(|(_, after)| *after)
    }

    /// Where a token that begins at `at` ends, if one does. Where the text was cut off, half a token counts as one.
    fn end_of(&self, needle: &[u8], at: usize, is_cut: bool) -> Option<usize> {
        let mut is_half = false;
        let (mut places, mut next) = (vec![at], Vec::new());
        for (count, wanted) in needle.iter().enumerate() {
            for place in &places {
                let rest = &self.bytes[*place..];
                let is_at_the_end = rest.is_empty() || (rest.len() < LONGEST_ESCAPE && is_escape(rest[0]));
                is_half |= is_cut && count >= SHORTEST && is_at_the_end;
                for (byte, after) in self.readings(*place, DEPTH) {
                    if byte == wanted && !next.contains(after) {
                        next.push(*after);
                    }
                }
            }
            if next.is_empty() {
                return is_half.then_some(self.bytes.len());
            }
            std::mem::swap(&mut places, &mut next);
            next.clear();
        }
        places.into_iter().max()
    }
}

fn is_escape(byte: u8) -> bool {
    matches!(byte, b'\\' | b'%' | b'&' | b'=')
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=')
}

/// A token as others may encode it. A base64 depends on what is before and after: there are three of them.
fn encodings(token: &str) -> Vec<String> {
    let mut encoded = Vec::new();
    if token.len() < SHORTEST {
        return encoded;
    }
    let digit = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or_default();
    let hex: String = token
        .bytes()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect();
    encoded.push(hex.to_ascii_uppercase());
    encoded.push(hex);
    for shift in 0..3 {
        let base64 = base64(token.as_bytes(), shift);
        if base64.len() >= SHORTEST {
            let for_addresses = base64.replace('+', "-").replace('/', "_");
            if for_addresses != base64 {
                encoded.push(for_addresses);
            }
            encoded.push(base64);
        }
    }
    encoded
}

/// The base64 of these bytes behind `shift` others, without the digits that hold a part of what is beside them.
fn base64(bytes: &[u8], shift: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| u8::from(bytes[at / 8] & (0x80 >> (at % 8)) != 0);
    // The first digit that holds nothing of the bytes before begins with this bit.
    let first = (6 - shift * 8 % 6) % 6;
    let mut encoded = String::new();
    let mut at = first;
    while at + 6 <= bytes.len() * 8 {
        let digit = (at..at + 6).fold(0, |digit, at| digit << 1 | bit(at));
        encoded.push(char::from(DIGITS[usize::from(digit)]));
        at += 6;
    }
    encoded
}

/// JSON whose strings have no token in them. [`Secrets`] has an example of what that means.
pub struct Redacted<'secrets, J> {
    value: J,
    secrets: &'secrets Secrets,
}

impl<'secrets, J> Redacted<'secrets, J> {
    /// This value, without these tokens.
    pub fn new(value: J, secrets: &'secrets Secrets) -> Self {
        Self { value, secrets }
    }
}

impl<J: Json> Json for Redacted<'_, J> {
    fn get(&self, key: &str) -> Option<Self> {
        Some(Self::new(self.value.get(key)?, self.secrets))
    }

    fn string(&self) -> Option<String> {
        let text = self.value.string()?;
        let redacted = match text.len() {
            0..=LONGEST_STRING => self.secrets.redact(&text),
            _ => self
                .secrets
                .redact_cut(&text[..text.floor_char_boundary(LONGEST_STRING)]),
        };
        Some(redacted.into_owned())
    }

    fn number(&self) -> Option<f64> {
        self.value.number()
    }

    fn boolean(&self) -> Option<bool> {
        self.value.boolean()
    }

    fn items(&self, most: usize) -> Option<Vec<Self>> {
        let items = self.value.items(most)?.into_iter();
        Some(items.map(|item| Self::new(item, self.secrets)).collect())
    }

    fn entries(&self, most: usize) -> Vec<(String, Self)> {
        let entries = self.value.entries(most).into_iter();
        entries
            .map(|(key, value)| (self.secrets.redact(&key).into_owned(), Self::new(value, self.secrets)))
            .collect()
    }
}
