//! Tests of floor 4 and of the page that shows it, each on both engines.

mod bad_files;
mod dashboard;
mod desk;
mod importing;
mod imports;
mod interrupted;
mod meaning;
mod measuring;
mod plans;
mod searching;
