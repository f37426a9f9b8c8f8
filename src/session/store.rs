//! The state of an element: machine, options and entered values.

use super::{Entered, Field, Options};
use crate::archive::{Machine, Target};
use crate::client::page_origin;
use crate::tallyfy::FieldError;

/// The state of one element.
pub(super) struct Store {
    pub(super) machine: Machine,
    pub(super) options: Options,
    pub(super) entered: Entered,
}

impl Store {
    pub(super) fn new(options: Options) -> Self {
        let mut machine = Machine::default();
        machine.set_timeout(f64::from(options.timeout));
        Self {
            machine,
            options,
            entered: Entered::default(),
        }
    }

    /// Replaces the options, and returns whether the target may have changed.
    pub(super) fn configure(&mut self, options: Options) -> bool {
        self.machine.set_timeout(f64::from(options.timeout));
        let before = std::mem::replace(&mut self.options, options);
        before.target_values() != self.options.target_values()
    }

    /// Sets the text of a field.
    pub(super) fn enter(&mut self, field: Field, text: String) {
        self.entered.enter(field, text, &self.options);
    }

    /// The target of options and fields, or the errors of the fields.
    pub(super) fn target(&self) -> Result<Target, Vec<FieldError>> {
        self.entered.target(&self.options, &page_origin())
    }
}
