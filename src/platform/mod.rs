//! Floor 1: what every room stands on. It knows no business noun.

pub mod config;
pub mod db;
pub mod drafts;
pub mod events;
pub mod failure;
pub mod files;
pub mod jobs;
pub mod live;
pub mod moment;
pub mod readiness;
pub mod recent;
pub mod refusal;
pub mod sheets;
pub mod shell;
pub mod text;
pub mod throttle;
pub mod web;
