//! Floor 9: what spans rooms: the first page, the jump, what open pages hear.

mod drafting;
mod first;
pub mod housekeeping;
mod jumping;
mod keys;
mod listening;
mod routes;

pub use routes::routes;
