//! The business clock: opening hours, holidays, business time and deadlines, as pure arithmetic.
//! It knows no database, no user and no "now": every function is told the moment.
//!
//! One sentence defines it all. *A moment is open when the wall clock of the calendar's zone shows, at that
//! moment, a time inside one of the day's opening intervals*; an interval holds its start and not its end.
//! Business time is the real time that passes while open, in milliseconds. So an interval across a skipped
//! hour is shorter than it looks, and one across a repeated hour is longer.

mod adding;
mod adding_days;
mod calendar;
mod coming;
mod dates;
mod explaining;
mod faults;
mod holidays;
mod hours;
mod measuring;
mod opening;
mod promising;
mod regions;
mod shipped;
mod special_days;

pub use adding_days::DayEnd;
pub use calendar::{Calendar, CalendarDraft};
pub use coming::ComingDay;
pub use explaining::{Shut, Step, WorkingOut};
pub use faults::{CalendarFault, DueFault, FaultArg};
pub use holidays::{Holiday, MonthDay, Observed, Rule, ShortDay};
pub use hours::{Closure, Interval, TimeOfDay, Weekday};
pub use measuring::Remaining;
pub use opening::HORIZON_YEARS;
pub use promising::{Aim, Deadline, Pause, Promise, Within};
pub use regions::Region;

#[cfg(test)]
mod tests;
