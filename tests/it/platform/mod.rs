//! Tests of floor 1, on both engines where a database is involved.

mod batches;
mod both;
mod crash;
mod crowds;
mod drafts;
mod events;
mod jobs;
mod keysets;
mod migrating;
mod once;
mod opening;
mod spots;
mod values;
mod writing;
