//! The ground floor: time, chance, ids and the kinds of text that people type. It knows nothing of reviews or of the web.

pub mod calendar;
mod chance;
mod clock;
mod codes;
mod hex;
mod ids;
mod nhs;
mod text;

pub use chance::{Chance, OsChance, SeededChance};
pub use clock::{Clock, FixedClock, SystemClock, london_day};
pub use codes::{Codes, UnknownCode};
pub use hex::hex;
pub(crate) use ids::uuid_v7;
pub use ids::{Id, NotAnId};
pub use nhs::{NOT_AN_NHS_NUMBER, is_nhs_number};
pub(crate) use text::shapeless;
pub use text::{Email, Line, Prose, capital, counted, noun, within_a_sentence};

#[doc(inline)]
pub use crate::{__codes as text_enum, __id as id};
