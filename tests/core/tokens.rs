//! Tokens: what is a valid header value, and the position of an invalid character.

use crate::tallyfy::{Token, TokenError};
use http::HeaderValue;
use proptest::prelude::*;

#[test]
fn valid_tokens_are_accepted() {
    for (text, token) in [
        ("eyJ0.eyJz.c2ln", "eyJ0.eyJz.c2ln"),
        ("  abc\r\n", "abc"),
        ("Bearer abc", "abc"),
        ("bearer\tabc", "abc"),
        (" BEARER   abc ", "abc"),
        ("\u{a0}Bearer\u{a0}abc", "abc"),
        ("Bearerabc", "Bearerabc"),
        ("a-b_c~d+e/f=", "a-b_c~d+e/f="),
    ] {
        let value = Token::parse(text).expect(text).authorization();
        assert_eq!(value, ["Bearer ", token].concat(), "{text:?}");
    }
}

#[test]
fn invalid_tokens_are_rejected() {
    let character = TokenError::Character;
    for (text, error) in [
        ("", TokenError::Empty),
        (" \n", TokenError::Empty),
        ("Bearer", TokenError::Empty),
        (" bearer \t", TokenError::Empty),
        ("abc def", character(' ', 4)),
        ("Bearer Bearer abc", character(' ', 14)),
        ("abc\ndef", character('\n', 4)),
        ("abc\r\nX-Evil: 1", character('\r', 4)),
        ("“abc”", character('“', 1)),
        ("ab’c", character('’', 3)),
        ("\u{200b}abc", character('\u{200b}', 1)),
        ("abc\u{200b}", character('\u{200b}', 4)),
        ("\u{feff}Bearer abc", character('\u{feff}', 1)),
        ("  Bearer abé", character('é', 12)),
        ("abc\u{0}", character('\0', 4)),
        ("abc\u{7f}", character('\u{7f}', 4)),
        ("日本日本", character('日', 1)),
    ] {
        assert_eq!(Token::parse(text), Err(error), "{text:?}");
    }
}

#[test]
fn a_token_is_not_shown() {
    let token = Token::parse("Bearer c4nary").expect("a token");
    assert_eq!(format!("{token:?}"), "Token");
}

proptest! {
    #[test]
    fn an_accepted_token_is_a_valid_header(text in "\\PC*|(Bearer )?[!-~]{1,300}|[\\x00-\\x{ff}]{0,20}") {
        if let Ok(token) = Token::parse(&text) {
            let value = HeaderValue::from_str(&token.authorization());
            prop_assert!(value.is_ok_and(|value| value.to_str().is_ok()));
        }
    }

    #[test]
    fn the_reported_character_is_at_the_reported_position(text in "[ \\t]{0,3}(Bearer +)?[a-z]{0,5}[\\x{80}-\\x{2fff} \\n]?[a-z]{0,5} ?") {
        if let Err(TokenError::Character(character, place)) = Token::parse(&text) {
            prop_assert_eq!(text.chars().nth(place - 1), Some(character));
        }
    }
}
