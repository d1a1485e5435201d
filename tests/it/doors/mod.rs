//! Tests of the doors: what must hold for every route of the table, whichever room it is of.

mod openapi;
mod outsiders;
mod papers;
mod rights;
mod samples;
mod unknown;
