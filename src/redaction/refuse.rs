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

    /// Marks each of these fields that holds the whole name of somebody of the register as wrong. A panel member, a chair or an author stands in
    /// papers by name (domain section 5.5), and may well share a given name with somebody of the register.
    pub fn refuse_whole_in(&self, f: &mut Filled, fields: &[&str]) {
        for field in fields {
            if self.names_whole(f.get(field)) {
                f.wrong(field, "This names somebody in the identity register, who takes no part in the review by name");
            }
        }
    }
}
