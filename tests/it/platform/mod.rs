//! Tests of floor 1, on both engines where a database is involved.

mod batches;
mod both;
mod crash;
mod crowds;
mod deadlines;
mod drafts;
mod events;
mod ids;
mod jobs;
mod keysets;
mod memos;
mod migrating;
mod once;
mod opening;
mod patience;
mod plans;
mod readiness;
mod spots;
mod values;
mod workbooks;
mod writing;
