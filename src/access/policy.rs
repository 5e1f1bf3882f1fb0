//! The permission matrix. What no cell allows is not allowed.
//!
//! Rows follow section 3.2 of the field notes cell by cell, but for those of what a review has
//! besides (its clocks, panel, papers), which follow who does what in section 2.19. Pseudonyms are chosen with the family, which is
//! the independent chair's work there, so their row is apart from the register of names, which a chair only reads. The coordinator writes
//! in the log of contact with the family too, because the first letters leave before there is a chair; what somebody saw and knew is withheld
//! there, and what is said of an interview stays the chair's. The chair of the partnership owns the clocks of the letters to the family, the
//! Home Office and about a delay, and so makes them too. Checked in as text under `tests/golden`.

use std::fmt::Write as _;

use crate::process::Role;

use super::right::{Object, Verb};

/// How far a right reaches. Later is wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// That it is there and how far it is, not what it says.
    Status,
    /// What the person's own agency wrote or is asked, or what they gave themselves.
    Own,
    /// What has been released to them, by a logged act.
    Released,
    /// Everything.
    All,
}

/// One cell: how far one may see, edit, approve.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cell(&'static str, Option<Reach>, Option<Reach>, Option<Reach>);

use Reach::{All, Own, Released, Status};
const __: Cell = Cell("–", None, None, None);
const R: Cell = Cell("R", Some(All), None, None);
const RW: Cell = Cell("RW", Some(All), Some(All), None);
const RA: Cell = Cell("RA", Some(All), None, Some(All));
const RWA: Cell = Cell("RWA", Some(All), Some(All), Some(All));
const REL: Cell = Cell("r", Some(Released), None, None);
const ST: Cell = Cell("st", Some(Status), None, None);
const STW: Cell = Cell("stW", Some(Status), Some(Own), None);
const S: Cell = Cell("s", Some(Own), None, None);
const SW: Cell = Cell("sW", Some(Own), Some(Own), None);
const SA: Cell = Cell("sA", Some(Own), None, Some(Own));

/// Roles that share a column hold the same rights in a review.
const COLUMNS: [(&str, &[Role]); 15] = [
    ("CSP chair", &[Role::CspChair]),
    ("Coord", &[Role::Coordinator]),
    ("Chair/author", &[Role::IndepChair, Role::Author]),
    ("Panel", &[Role::PanelMember, Role::DaSpecialist]),
    ("SPOC", &[Role::AgencySpoc]),
    ("IMR author", &[Role::ImrAuthor]),
    ("Signatory", &[Role::SeniorSignatory]),
    ("IG/legal", &[Role::IgLegal]),
    ("Disclosure", &[Role::DisclosureOfficer]),
    ("Family/adv", &[Role::FamilyMember, Role::Advocate]),
    ("Owner", &[Role::ActionOwner]),
    ("Board", &[Role::BoardMember, Role::Scrutiny, Role::LearningLead]),
    ("PCC", &[Role::PccOffice]),
    ("Expert", &[Role::Expert]),
    ("Auditor", &[Role::Auditor]),
];

// A table is read across: one line a row keeps it comparable with the one it repeats.
#[rustfmt::skip]
const MATRIX: [(Object, [Cell; 15]); 19] = [
    //                         chair coord indep panel spoc  imr   sign  ig    disc  fam   owner board pcc   exp   aud
    (Object::Review,          [RW,   RW,   RW,   R,    R,    R,    R,    R,    R,    ST,   STW,  STW,  ST,   R,    ST]),
    (Object::Identity,        [R,    RW,   R,    REL,  S,    S,    S,    R,    REL,  __,   __,   __,   __,   __,   __]),
    (Object::Pseudonyms,      [R,    RW,   RW,   R,    __,   __,   __,   R,    __,   __,   __,   __,   __,   __,   __]),
    (Object::Case,            [RA,   RW,   R,    REL,  SW,   __,   __,   R,    __,   __,   __,   __,   __,   __,   __]),
    (Object::Returns,         [R,    RW,   RA,   REL,  SW,   S,    SA,   __,   ST,   __,   __,   __,   __,   __,   __]),
    (Object::ImrDraft,        [__,   ST,   __,   __,   S,    SW,   SA,   __,   __,   __,   __,   __,   __,   __,   __]),
    (Object::ImrSubmitted,    [R,    R,    RA,   REL,  S,    S,    S,    R,    ST,   __,   __,   __,   __,   __,   __]),
    (Object::Chronology,      [R,    R,    RA,   REL,  SW,   SW,   SA,   __,   ST,   __,   __,   __,   __,   __,   __]),
    (Object::Panel,           [R,    RW,   RWA,  R,    REL,  __,   __,   R,    ST,   __,   __,   __,   __,   __,   __]),
    (Object::Terms,           [R,    RW,   RWA,  R,    REL,  REL,  REL,  R,    __,   __,   __,   __,   __,   R,    __]),
    (Object::Family,          [R,    RW,   RW,   REL,  __,   __,   __,   R,    ST,   S,    __,   __,   __,   __,   __]),
    (Object::Interviews,      [__,   ST,   RW,   __,   __,   S,    __,   R,    ST,   __,   __,   __,   __,   __,   __]),
    (Object::Draft,           [RA,   R,    RW,   R,    S,    S,    S,    R,    REL,  REL,  __,   __,   __,   REL,  __]),
    (Object::Recommendations, [RA,   RW,   RW,   R,    SW,   S,    SA,   __,   __,   REL,  SW,   R,    REL,  __,   __]),
    (Object::Quality,         [R,    RW,   R,    R,    __,   __,   __,   __,   __,   REL,  __,   R,    __,   __,   __]),
    (Object::Proceedings,     [R,    RW,   RW,   R,    __,   __,   __,   R,    R,    __,   __,   __,   __,   __,   __]),
    (Object::Clocks,          [RWA,  RW,   R,    R,    __,   __,   __,   R,    __,   __,   __,   __,   __,   __,   __]),
    (Object::Papers,          [RWA,  RW,   RW,   REL,  S,    S,    S,    R,    __,   __,   __,   __,   __,   REL,  __]),
    (Object::Audit,           [__,   R,    __,   __,   __,   __,   __,   R,    __,   __,   __,   __,   __,   __,   R]),
];

/// How far `role` may go in doing `verb` to `object`; nothing when it may not at all. A system administrator has no column.
#[must_use]
pub fn may(role: Role, object: Object, verb: Verb) -> Option<Reach> {
    let column = COLUMNS.iter().position(|(_, roles)| roles.contains(&role))?;
    let (_, cells) = MATRIX.iter().find(|(row, _)| *row == object)?;
    let Cell(_, see, edit, approve) = cells[column];
    match verb {
        Verb::See => see,
        Verb::Edit => edit,
        Verb::Approve => approve,
    }
}

/// The matrix as text, for the golden file and the help page.
#[must_use]
pub fn print() -> String {
    let mut out = String::from(
        "R read, W write, A approve, – none, s own agency or own words only, r released only, st that it is there and how far it is.\n\
         A system administrator reaches none of it. Before they have declared their interests, somebody on the panel sees no more than\n\
         that the review is there, who sits on the panel and the names released to it.\n\n",
    );
    let _ = write!(out, "{:<40}", "");
    for (name, _) in COLUMNS {
        let _ = write!(out, " {name:>12}");
    }
    out.push('\n');
    for (object, cells) in MATRIX {
        let _ = write!(out, "{:<40}", object.label());
        for Cell(text, ..) in cells {
            let _ = write!(out, " {text:>12}");
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_has_a_row_and_the_administrator_reaches_none() {
        for object in Object::ALL {
            assert!(MATRIX.iter().any(|(row, _)| *row == object), "{object:?}");
            for verb in Verb::ALL {
                assert_eq!(may(Role::SysAdmin, object, verb), None, "{object:?} {verb:?}");
            }
        }
    }

    #[test]
    fn who_may_write_or_approve_may_also_see() {
        for role in Role::ALL.iter().copied() {
            for object in Object::ALL {
                let acts = may(role, object, Verb::Edit).or(may(role, object, Verb::Approve)).is_some();
                assert!(!acts || may(role, object, Verb::See).is_some(), "{role:?} {object:?}");
            }
        }
    }
}
