//! Archive a Tallyfy task from a web page.

pub mod archive;
pub mod tallyfy;
