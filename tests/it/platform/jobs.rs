//! The runner of jobs as a whole, on both engines. It knows the queue through the public calls, and reads its rows.

mod crew;
mod cron;
mod dead;
mod failing;
mod killed;
mod leases;
mod queueing;
mod stopping;
