//! What integration tests and browser stories share: a PostgreSQL cluster, a browser, the running program, and a
//! furnished desk in process. Knows the program by its public doors only.
#![allow(
    dead_code,
    reason = "each test binary leaves other parts of this frame unused, so `expect` cannot hold in all"
)]

pub mod asking;
pub mod browser;
pub mod cluster;
pub mod databases;
pub mod desk;
pub mod leash;
pub mod postgres;
pub mod process;
pub mod twin;
