//! Tests of the pages that span rooms.

mod desk;
mod drafting;
mod first;
mod first_steps;
mod jumping;
