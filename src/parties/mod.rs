//! Floor 4: distributors and customers, how they are found and where they come from.

mod party;

pub use party::{Party, Standing, find};
