//! The integration tests: one binary, a folder per room.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod commands;
mod doors;
mod home;
mod parties;
mod people;
mod platform;
mod tickets;
