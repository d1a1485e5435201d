//! Tests of floor 1, on both engines where a database is involved.

mod both;
mod drafts;
mod jobs;
