//! Floor 4: distributors and customers, how they are found and where they come from.

mod applying;
mod card;
mod columns;
pub mod importing;
pub mod keying;
mod keys;
mod lines;
mod party;
pub mod prospecting;
mod recognising;
mod saving;
pub mod searching;
mod staging;

pub use applying::ApplyImport;
pub use card::PartyCard;
pub use party::{Party, Standing, any, by_number, find};
pub use staging::SweepImports;
