//! Archive a Tallyfy task from a web page.
