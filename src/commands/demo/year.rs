//! When the inquiries of the demo came in: over the past year, within the hours of each call centre, more of them
//! lately. It knows no ticket.

use super::luck::Luck;
use super::staff::Team;
use crate::platform::moment::Timestamp;
use crate::tickets::dueing::promised;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// How much of the desk's work each team has, in their order.
const WORK: [f64; 4] = [0.34, 0.36, 0.18, 0.12];

/// One call centre's working day.
struct Shift {
    centre: usize,
    opens: i64,
    closes: i64,
    /// The sum of the weights up to this one.
    until: f64,
}

/// The beginning of the year that ends at `now`.
pub(super) fn beginning(now: Timestamp) -> Timestamp {
    now.plus_millis(-365 * DAY)
}

/// The moments of `count` inquiries with the index of their call centre, in order.
pub(super) fn moments(teams: &[Team], now: Timestamp, count: usize, luck: &mut Luck) -> Vec<(Timestamp, usize)> {
    let shifts = shifts(teams, now);
    let whole = shifts.last().map_or(0.0, |shift| shift.until);
    let mut moments: Vec<_> = (0..count)
        .filter_map(|_| {
            let drawn = luck.share() * whole;
            let shift = shifts.get(shifts.partition_point(|shift| shift.until <= drawn))?;
            let at = luck.between(shift.opens, shift.closes - 1);
            Some((Timestamp::from_millis(at), shift.centre))
        })
        .collect();
    moments.sort_unstable();
    moments
}

fn shifts(teams: &[Team], now: Timestamp) -> Vec<Shift> {
    let mut shifts = Vec::new();
    let mut until = 0.0;
    for (centre, team) in teams.iter().enumerate() {
        let mut at = beginning(now);
        while let Ok(opens) = team.calendar.next_opening(at)
            && opens < now
        {
            at = opens.plus_millis(12 * HOUR);
            let Ok(day) = promised(&team.calendar, 0, opens) else { continue };
            let closes = day.due.min(now);
            if opens >= closes {
                continue;
            }
            let age = (now.as_millis() - opens.as_millis()) as f64 / DAY as f64;
            let share =
                (closes.as_millis() - opens.as_millis()) as f64 / (day.due.as_millis() - opens.as_millis()) as f64;
            until += WORK[centre % WORK.len()] * share * (1.0 + 1.5 * (-age / 10.0).exp());
            shifts.push(Shift { centre, opens: opens.as_millis(), closes: closes.as_millis(), until });
        }
    }
    shifts
}
