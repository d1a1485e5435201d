//! Promises, and the deadline a promise gives when its time begins.
//! It must not know what was promised to whom: tickets do.

use serde::{Deserialize, Serialize};

use super::adding_days::DayEnd;
use super::calendar::Calendar;
use super::explaining::{Step, WorkingOut, explain_days, explain_time};
use super::faults::DueFault;
use crate::platform::moment::Timestamp;

/// "Respond / resolve within …". In JSON `{"aim":"respond","within":{"business_minutes":120}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// What is promised.
    pub aim: Aim,
    /// How soon.
    pub within: Within,
}

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// A first answer.
    Respond,
    /// The end of the matter.
    Resolve,
}

/// How soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// So many minutes of business time.
    BusinessMinutes(u32),
    /// The end of the so-manieth open day after the one it begins on; 0 is that day itself.
    BusinessDays {
        /// How many.
        days: u32,
        /// When on that day.
        #[serde(default)]
        by: DayEnd,
    },
}

/// Time during which a promise's clock stands still. It holds `from` and not `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When it began.
    pub from: Timestamp,
    /// When the clock ran again.
    pub until: Timestamp,
}

/// A promise applied to a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last moment at which the promise is kept.
    pub due: Timestamp,
    /// Why it is that moment.
    pub explanation: WorkingOut,
}

impl Promise {
    /// The deadline of this promise when its time begins at `started` and stood still during `pauses`.
    ///
    /// Pauses may come in any order and overlap: time is never added twice. One that begins at or after the deadline
    /// reached so far adds nothing, because a promise once missed stays missed.
    ///
    /// # Errors
    /// Those of [`Calendar::add_business_minutes`] and [`Calendar::add_business_days`].
    pub fn deadline(&self, calendar: &Calendar, started: Timestamp, pauses: &[Pause]) -> Result<Deadline, DueFault> {
        let (mut due, mut steps) = match self.within {
            Within::BusinessMinutes(minutes) => {
                let due = calendar.add_business_minutes(started, minutes.into())?;
                (due, explain_time(calendar, started, due))
            }
            Within::BusinessDays { days, by } => {
                let due = calendar.add_business_days(started, days, by)?;
                (due, explain_days(calendar, started, due))
            }
        };
        let mut pauses = pauses.to_vec();
        pauses.sort_unstable_by_key(|pause| pause.from);
        let mut running_since = started;
        for pause in pauses {
            let from = pause.from.max(running_since);
            if pause.until <= from {
                continue;
            }
            if from >= due {
                break;
            }
            running_since = pause.until;
            let later = calendar.after_pause(due, from, pause.until)?;
            let millis = calendar.business_millis_between(from, pause.until)?;
            steps.push(Step::Paused { from, until: pause.until, millis });
            steps.extend(explain_time(calendar, due, later));
            due = later;
        }
        let explanation = WorkingOut { zone: calendar.zone_name().to_owned(), promise: *self, started, steps };
        Ok(Deadline { due, explanation })
    }
}
