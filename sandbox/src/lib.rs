//! A stand-in for Tallyfy on loopback.
