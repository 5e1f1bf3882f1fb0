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

#[cfg(test)]
mod tests {
    use super::super::Named;
    use super::*;

    #[test]
    fn a_given_name_may_be_shared_and_a_whole_name_may_not() {
        let register = Register::new(vec![Named {
            code: "V1".into(),
            full: "Danuta Wilk".into(),
            given: "Danuta".into(),
            family: Some("Wilk".into()),
            ..Named::default()
        }]);
        let refused = |name: &str| {
            let mut f = Filled::new().with("name", name).with("job_title", name);
            register.refuse_whole_in(&mut f, &["name"]);
            register.refuse_in(&mut f, &["job_title"]);
            (f.error("name").is_some(), f.error("job_title").is_some())
        };
        assert_eq!(refused("Danuta Jonas"), (false, true));
        assert_eq!(refused("Danuta Wilk"), (true, true));
        assert_eq!(refused("Ann Jonas"), (false, false));
    }
}
