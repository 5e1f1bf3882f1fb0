//! How pages look and how people answer: the frame of a page, the components of the GOV.UK Design System as functions,
//! forms, answers and the rows of the routes table. It knows nothing of reviews.

pub mod assets;

pub mod asked;

mod answer;
mod ask;
mod buttons;
mod choices;
mod date;
mod field;
mod filled;
mod form;
mod frame;
mod input;
mod links;
mod notes;
mod route;
mod summary;
mod table;
mod tag;
mod tasks;
mod words;

pub use answer::{Answer, Cookie, Download, Problem, Reply, done, own_path, redirect, typed};
pub use ask::{Ask, Who};
pub(crate) use ask::{Begun, random_word};
pub use buttons::{button, button_row, link_button, second_button, second_link_button, warning_button};
pub use choices::{Choice, Choices, Select, checkboxes, choice, choices, radios, select, yes_no, yes_no_unknown};
pub use date::{DateInput, date};
pub use field::Size;
pub use filled::{BodyError, FieldError, Filled, Known, Upload, error_summary};
pub use form::{Seal, button_form, fieldset, form, hidden, upload_form};
pub use frame::{Frame, NavItem, Page};
pub use input::{FileInput, Input, TextArea, email, file, number, password, text, textarea};
pub use links::{back_link, breadcrumbs, link, link_about, link_aside, pagination};
pub use maud::{Markup, PreEscaped, Render, html};
pub use notes::{UNSEEN_NAME, banner, details, inset, panel, picture, success_banner, warning};
pub use route::{FORM, Guard, Method, PageFn, Route, UPLOAD, get, post, upload};
pub use summary::{Row, prose_row, row, summary_card, summary_list};
pub use table::{Table, table};
pub use tag::{Colour, tag};
pub use tasks::{Status, Task, stated, task, task_list};
pub use words::{bullets, day, heading, heading_in, lead, para, prose, section_heading, small_heading, too_early, whole};
