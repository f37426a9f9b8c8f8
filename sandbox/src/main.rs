//! A stand-in for Tallyfy on loopback.
fn main() {}
