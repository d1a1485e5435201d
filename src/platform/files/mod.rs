//! Uploaded content: a store addressed by what is in it, names made harmless, and answers that no browser executes.
//! It must not know to what a file is attached.

mod download;
mod hash;
mod name;
mod range;
mod sniff;
mod store;
mod taking;
mod thumbnail;

pub use download::{Outgoing, attachment};
pub use hash::{ContentHash, NotAHash};
pub use name::safe_name;
pub use sniff::{Raster, sniff};
pub use store::{Content, Files, PutError, Stored};
pub use taking::{Bounds, Taken, Unkept, Upload, Why};
