//! From the agreed report to its publication: the pack, the Home Office's letters and what they ask, publication and withdrawal.

mod form_view;
mod forms;
mod kinds;
mod late;
mod letter_words;
mod letters;
mod pack;
mod pages;
mod publish;
mod send;
mod view;

pub(crate) use forms::version_of;
pub use kinds::{Answer, Mode, WithdrawalReason};
pub use letter_words::{bound, keep};
pub use letters::{Letter, LetterId, LetterRow, PointId, PointRow, answer, letters, points, record};
pub use pack::{PackPart, Part, declare, pack, pack_complete};
pub use pages::routes;
pub use publish::{Publication, PublicationRow, hold_back, publications, publish, withdraw};
pub(crate) use send::redate;
pub use send::{Sending, SubmissionRow, step, submissions, submit};
