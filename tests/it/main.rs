//! The integration tests: one binary, a folder per room.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod people;
mod platform;
