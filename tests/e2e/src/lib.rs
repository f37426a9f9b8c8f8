//! The product, driven in real browsers.
