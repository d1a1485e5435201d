//! Floor 9: what spans rooms: the first page, the jump, what open pages hear.

pub mod desk;
mod desk_words;
pub mod drafting;
pub mod first;
pub mod first_steps;
pub mod housekeeping;
pub mod jumping;
pub mod keys;
pub mod listening;
mod pasting;
pub mod points;
pub mod putting_away;
pub mod settling;
