//! The browser stories: one binary. Each tells what a person does, and looks only at what that person sees.
#![cfg(test)]

#[path = "../support/browser_tests.rs"]
mod browser_tests;
#[path = "../support/mod.rs"]
mod support;

mod centres;
mod complaints;
mod crash;
mod desk;
mod files;
mod first_day;
mod french;
mod house;
mod keyboard;
mod lead;
mod once;
mod pages;
mod path;
mod set_up;
mod steps;
mod together;
mod types;
mod users;
mod whole;
mod words;
mod workbook;
mod worklist;
mod yearly;
