//! Call centres as an administrator sees and changes them: name, zone, hours, holidays. Whose clock counts by them, it does not
//! know.

pub mod asking;
mod bounding;
pub mod centre_page;
mod centre_view;
pub mod changing;
mod days_typed;
mod drafting;
mod hours_typed;
pub mod listing;
mod saying;
mod seeing;
mod storing;
mod zones;

pub use centre_view::{CentreView, HolidayLine, Version};
