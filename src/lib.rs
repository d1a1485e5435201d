//! Watchdesk: an operations desk. The rooms stand on floors, lowest first; a room uses lower floors only
//! (see ARCHITECTURE.md, kept by `tests/rooms.rs`).

// What is derived names this crate as others do.
extern crate self as watchdesk;

pub mod app;
pub mod clock;
pub mod commands;
pub mod home;
pub mod jobs;
pub mod parties;
pub mod people;
pub mod platform;
pub mod reactions;
pub mod routes;
pub mod schedule;
pub mod tickets;
