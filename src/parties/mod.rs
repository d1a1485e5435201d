//! Floor 4: distributors and customers, how they are found and where they come from.

mod applying;
mod card;
mod columns;
mod doubting;
pub mod exporting;
mod failing;
pub mod importing;
pub mod imports;
pub mod keying;
mod keys;
mod lines;
mod meaning;
mod merging;
mod party;
pub mod prospecting;
mod recognising;
mod saving;
pub mod searching;
mod staging;

pub use applying::ApplyImport;
pub use card::PartyCard;
pub use columns::Column;
pub use doubting::{Doubt, Doubtful};
pub use failing::FailedWhy;
pub use keys::is_phone;
pub use meaning::{Meant, meant, numbered, said_so};
pub use merging::{GoesAlong, Merged};
pub use party::{Party, Standing, any, by_number, find};
pub use staging::SweepImports;
