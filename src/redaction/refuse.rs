//! Short fields that are shown as they were typed: bodies, references, times. No name may stand in them.

use super::Register;
use crate::ui::Filled;

impl Register {
    /// Marks each of these fields that names somebody of the register as wrong.
    pub fn refuse_in(&self, f: &mut Filled, fields: &[&str]) {
        for field in fields {
            let typed = f.get(field).to_owned();
            if self.tie_str(&typed) != typed {
                f.wrong(field, "This names somebody in the identity register. Write it without the name");
            }
        }
    }
}
