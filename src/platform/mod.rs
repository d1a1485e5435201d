//! Floor 1: what every room stands on. It knows no business noun.

pub mod db;
pub mod events;
pub mod failure;
pub mod moment;
pub mod refusal;
pub mod text;
