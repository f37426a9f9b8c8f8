//! IDs like Tallyfy's, 32 hex digits, but the same in every run: the FNV-1a hash of a name.

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The ID for this name.
pub(crate) fn from_name(name: &str) -> String {
    let hash = name
        .bytes()
        .fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::from_name;

    #[test]
    fn an_id_is_32_hex_digits_derived_from_the_name() {
        assert_eq!(from_name(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(from_name("plain"), from_name("plain"));
        assert_ne!(from_name("plain"), from_name("plaim"));
        assert!(from_name("plain").len() == 32 && from_name("plain").bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
