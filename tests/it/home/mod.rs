//! Tests of the pages that span rooms.

mod drafting;
mod first;
