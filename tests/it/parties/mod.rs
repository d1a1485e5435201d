//! Tests of floor 4 and of the page that shows it, each on both engines.

mod bad_files;
mod dashboard;
mod desk;
mod exporting;
mod failed_cells;
mod given_up;
mod importing;
pub mod imports;
mod interrupted;
mod meaning;
mod measuring;
mod plans;
mod previews;
mod searching;
