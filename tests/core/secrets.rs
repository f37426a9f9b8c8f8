//! Redaction of tokens in any encoding.

use std::time::{Duration, Instant};

use crate::tallyfy::{ApiResponse, Body, Content, Head, Json, Redacted, Secrets};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::core_tests::json::Observation;

const TOKEN: &str = "s3cret/T0ken+with=signs";

fn secrets(tokens: &[&str]) -> Secrets {
    let mut secrets = Secrets::default();
    for token in tokens {
        secrets.add(token);
    }
    secrets
}

fn each(escape: impl Fn(char) -> String) -> String {
    TOKEN.chars().map(escape).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0_usize, |word, at| {
            word << 8 | usize::from(*chunk.get(at).unwrap_or(&0))
        });
        for digit in 0..4 {
            let is_padding = digit > chunk.len();
            text.push(if is_padding {
                '='
            } else {
                char::from(DIGITS[word >> (18 - 6 * digit) & 63])
            });
        }
    }
    text
}

/// The token in the encodings of servers and browsers.
fn echoes() -> Vec<String> {
    let code = |character: char| u32::from(character);
    let form = |character: char| {
        if character.is_ascii_alphanumeric() {
            character.to_string()
        } else {
            format!("%{:02X}", code(character))
        }
    };
    vec![
        TOKEN.to_owned(),
        TOKEN.replace('/', r"\/"),
        TOKEN.replace('/', r"\\/"),
        each(|character| format!("\\u{:04x}", code(character))),
        each(|character| format!("\\u{:04X}", code(character))),
        each(|character| format!("\\\\u{:04x}", code(character))),
        each(|character| format!("\\\\\\\\u{:04x}", code(character))),
        each(|character| format!("\\u{{{:x}}}", code(character))),
        each(|character| format!("\\x{:02x}", code(character))),
        each(|character| format!("\\{:03o}", code(character))),
        each(|character| format!("%{:02x}", code(character))),
        each(|character| format!("%25{:02X}", code(character))),
        each(|character| format!("%u{:04x}", code(character))),
        each(|character| format!("%5Cu{:04x}", code(character))),
        each(|character| format!("&#{};", code(character))),
        each(|character| format!("&#{}", code(character))),
        each(|character| format!("&#x{:X};", code(character))),
        each(|character| format!("&amp;#{};", code(character))),
        each(|character| format!("={:02X}", code(character))),
        each(form),
        TOKEN
            .replace('/', "&sol;")
            .replace('+', "&plus;")
            .replace('=', "&equals;"),
        TOKEN.replacen('e', "\\u0065", 1).replace('/', "%2F"),
        // A surrogate before it, whole and half.
        format!("\\ud83d\\ude00{TOKEN}"),
        format!("\\ud83d{TOKEN}"),
        format!("%{TOKEN}"),
        format!("\\{TOKEN}"),
        format!("&{TOKEN}"),
        each(|character| format!("{:02x}", code(character))),
        each(|character| format!("{:02X}", code(character))),
    ]
}

/// The part of the token that remains, in any encoding.
fn assert_clean(redacted: &str, input: &str) {
    assert!(redacted.contains("•••"), "{input} became {redacted}");
    for part in ["s3cret", "T0ken", "with", "0073", "%73", "7333"] {
        assert!(!redacted.contains(part), "{input} became {redacted}");
    }
}

#[test]
fn a_token_is_found_in_every_escape() {
    let secrets = secrets(&[TOKEN]);
    for echo in echoes() {
        for text in [
            echo.clone(),
            format!("You sent: Bearer {echo}."),
            format!("“{echo}”\n{echo}"),
        ] {
            assert_clean(&secrets.redact(&text), &text);
        }
    }
    assert_eq!(secrets.redact(&format!("a {TOKEN} b")), "a ••• b");
}

#[test]
fn a_token_is_found_in_base64_at_every_offset() {
    let secrets = secrets(&[TOKEN]);
    for before in ["", "u", "u:", "me:", "Authorization: Bearer "] {
        for after in ["", "!", "!!", "\r\nHost: x"] {
            let encoded = base64(format!("{before}{TOKEN}{after}").as_bytes());
            let for_addresses = encoded.replace('+', "-").replace('/', "_");
            for encoded in [encoded.replace('/', r"\/"), encoded, for_addresses] {
                let redacted = secrets.redact(&encoded);
                assert_eq!(redacted, "•••", "{encoded}");
            }
        }
    }
}

#[test]
fn every_token_is_redacted_and_other_text_stays() {
    let secrets = secrets(&["", " ", "Bearer older-token", " newer-token\n", "bearer\tolder-token"]);
    assert_eq!(
        secrets.redact("older-token, newer-token; older-toke"),
        "•••, •••; older-toke"
    );
    for text in [
        "",
        "Bearer",
        r"C:\users\u00e9\x",
        "100 % & more = \\",
        "é%C3%A9“\u{2028}”",
        "a%2",
        "\\u00",
    ] {
        assert_eq!(secrets.redact(text), text);
    }
    assert_eq!(Secrets::default().redact("older-token"), "older-token");
    let secrets = self::secrets(&["token", "token-and-more", "two words"]);
    assert_eq!(secrets.redact("token-and-more, two words"), "•••, •••");
}

#[test]
fn a_partial_token_at_the_end_of_truncated_text_is_redacted() {
    let secrets = secrets(&[TOKEN]);
    for echo in echoes() {
        for end in echo.len() / 2..echo.len() {
            if !echo.is_char_boundary(end) {
                continue;
            }
            let text = format!("said {}", &echo[..end]);
            let redacted = secrets.redact_truncated(&text);
            assert!(
                redacted.starts_with("said") && redacted.len() < 30,
                "{text} became {redacted}"
            );
        }
    }
    let whole = "It says s3cre";
    assert_eq!(secrets.redact(whole), whole, "nothing was cut off");
}

#[test]
fn a_response_is_redacted() {
    let secrets = secrets(&[TOKEN]);
    for echo in echoes() {
        let value = json!({
            "message": format!("You sent {echo}"), "code": echo, "errors": { echo.as_str(): [echo, { "message": echo }] },
        });
        let head = Head {
            status: 403,
            ..Head::default()
        };
        let answer = ApiResponse::parse(head, Body::Json(Redacted::new(Observation(&value), &secrets)));
        let Content::Refusal(refusal) = answer.content else {
            panic!("a refusal");
        };
        assert_clean(&format!("{refusal:?}"), &echo);

        let task = json!({ "data": {
            "id": "0a1b", "title": echo, "status": echo, "deadline": echo, "owners": { "users": [{ "id": 7, "full_name": echo }] },
        } });
        let head = Head {
            status: 200,
            ..Head::default()
        };
        let answer = ApiResponse::parse(head, Body::Json(Redacted::new(Observation(&task), &secrets)));
        assert!(answer.task("0a1b").is_some());
        assert_clean(&format!("{answer:?}"), &echo);
    }
}

#[test]
fn long_strings_are_redacted_in_linear_time() {
    let secrets = secrets(&[TOKEN, "another", "\\\\\\\\\\\\"]);
    let began = Instant::now();
    for part in [
        "s3cret/T0ken",
        "\\",
        "%25",
        "&amp;",
        "&#x",
        "=",
        "a",
        "\\u00",
        "a ",
        "%25 ",
        "\\\\\\\\%252525&amp;amp;amp;=3D3D3D",
    ] {
        let text = part.repeat(64 * 1_024 / part.len());
        secrets.redact(&text);
        let long = Value::String(part.repeat(10_000_000 / part.len()));
        let string = Redacted::new(Observation(&long), &secrets).string();
        assert!(string.is_some_and(|text| text.len() < 100_000));
    }
    // A generous limit: it detects quadratic time.
    assert!(began.elapsed() < Duration::from_mins(1), "{:?}", began.elapsed());
}

/// Encodes a text: the escape character itself always, others if `ways` says so.
fn encode(text: &str, encoder: u8, ways: &[bool]) -> String {
    let escape = |(character, is_escaped): (char, &bool)| {
        let code = u32::from(character);
        let own = ['\\', '%', '&', '='][usize::from(encoder)];
        if !is_escaped && character != own {
            return character.to_string();
        }
        match (encoder, character) {
            (0, '\\' | '"' | '/') => format!("\\{character}"),
            (0, _) => format!("\\u{code:04x}"),
            (1, _) => format!("%{code:02X}"),
            (2, '&') => "&amp;".to_owned(),
            (2, _) => format!("&#{code};"),
            _ => format!("={code:02X}"),
        }
    };
    text.chars().zip(ways.iter().cycle()).map(escape).collect()
}

proptest! {
    #[test]
    fn any_token_is_found_behind_three_encoders(
        token in "[!-~]{4,40}",
        encoders in prop::collection::vec((0..4_u8, prop::collection::vec(any::<bool>(), 1..40)), 0..=3),
        before in "[^\\\\%&=\\pC]{0,8}",
        cut in 0.3..1_f64,
    ) {
        let secrets = secrets(&[&token]);
        let encode = |echo: String, (encoder, ways): &(u8, Vec<bool>)| encode(&echo, *encoder, ways);
        let echo = encoders.iter().fold(token.clone(), encode);
        let redacted = secrets.redact(&format!("{before}{echo} end"));
        prop_assert!(redacted.contains("•••") && !redacted.contains(&token), "{echo} became {redacted}");

        // A shorter one may be too short to be recognized.
        if token.len() >= 24 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let end = (echo.len() as f64 * cut) as usize;
            let redacted = secrets.redact_truncated(&format!("{before}{}", &echo[..end]));
            prop_assert!(redacted.contains("•••"), "{} became {redacted}", &echo[..end]);
        }
    }

    #[test]
    fn any_token_is_found_in_mixed_escapes(token in "[!-~&&[^%&]]{4,40}", ways in prop::collection::vec(0..5_u8, 40), around in "[^\\\\%&\\pC]{0,8}") {
        let escape = |(character, way): (char, &u8)| {
            let code = u32::from(character);
            match way {
                0 => format!("\\u{code:04x}"),
                1 => format!("%{code:02X}"),
                2 => format!("&#{code};"),
                3 => format!("%26%23{code};"),
                _ if character == '\\' || character == '"' => format!("\\{character}"),
                _ => character.to_string(),
            }
        };
        let echo: String = token.chars().zip(&ways).map(escape).collect();
        let text = format!("{around}{echo}");
        let redacted = secrets(&[&token]).redact(&text);
        prop_assert!(redacted.contains("•••") && !redacted.contains(&token), "{text} became {redacted}");
    }

    #[test]
    fn any_text_can_be_redacted(text in "[\\\\%&=;#xu{}0-9a-f\\PC]{0,80}", token in "[!-~]{1,6}") {
        let secrets = secrets(&[&token]);
        prop_assert!(!secrets.redact(&text).contains(&token) || "•••".contains(&token));
        secrets.redact_truncated(&text);
    }
}
