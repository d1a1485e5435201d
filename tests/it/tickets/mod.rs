//! Tests of floor 6, each on both engines; pages are asked through the whole router, layers and guard included.

mod assigning;
mod commenting;
mod deadlines;
mod escalating;
mod file_forms;
mod file_store;
mod files;
mod hostile;
mod incoming;
pub mod inquiry;
mod itself;
mod lists;
mod looking;
mod many;
mod moving_due;
mod neighbours;
mod opening;
mod pages;
mod pencil;
mod progressing;
mod prospects;
mod racing;
mod retyping;
mod rewording;
mod sending_back;
mod stale;
mod worklist;
