//! Bringing distributors in from the browser, or as a program: a file is uploaded, shown as what would come of it, and
//! then imported beside other work. What a row must be, the room decides elsewhere, as it does for the command line.

mod comparing;
pub mod import_page;
pub mod last_imports;
pub mod listed;
mod marking;
pub mod preview_page;
pub mod previewing;
pub mod refused_file;
pub mod starting;
mod uploaded;
pub mod uploading;
