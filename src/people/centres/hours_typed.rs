//! Hours as they are typed: from and until, from and until. What is wrong is said of the weekday or the day. It knows no call
//! centre.

use crate::clock::{CalendarFault, FaultArg, Interval, TimeOfDay};
use crate::platform::refusal::Complaint;

/// The stretches that these times mean; blank pairs mean nothing.
///
/// # Errors
/// A time that is none, half a pair, one that ends before it begins, two that overlap.
pub(super) fn read(typed: &[String]) -> Result<Vec<Interval>, Complaint> {
    let mut open = Vec::new();
    for pair in typed.chunks(2) {
        let (from, until) = (pair[0].trim(), pair.get(1).map_or("", |until| until.trim()));
        match (from.is_empty(), until.is_empty()) {
            (true, true) => {}
            (false, false) => open.push(Interval { from: time(from)?, until: end(until)? }),
            _ => return Err(Complaint::whole("centres-half")),
        }
    }
    open.sort_unstable();
    if open.iter().any(|hours| hours.until <= hours.from) {
        return Err(Complaint::whole("centres-ends-before"));
    }
    if open.windows(2).any(|two| two[1].from < two[0].until) {
        return Err(Complaint::whole("centres-overlap"));
    }
    Ok(open)
}

/// The end of a day is 24:00, which a browser's field calls 00:00.
fn end(typed: &str) -> Result<TimeOfDay, Complaint> {
    let end = time(typed)?;
    Ok(if end == TimeOfDay::START { TimeOfDay::END } else { end })
}

fn time(typed: &str) -> Result<TimeOfDay, Complaint> {
    let shown: String = typed.chars().filter(|letter| !letter.is_control()).take(20).collect();
    typed.parse().map_err(|_| Complaint::whole("centres-time").with("time", shown))
}

/// What a calendar has against itself as a whole, where no field of its own could say it.
pub(super) fn fault(fault: &CalendarFault) -> Complaint {
    let mut complaint = Complaint::whole(match fault {
        CalendarFault::NeverOpen => "centres-never-open",
        CalendarFault::TooMany { .. } => "centres-too-many-days",
        _ => "people-centre-calendar",
    });
    for (name, arg) in fault.args() {
        complaint = match arg {
            FaultArg::Number(number) => complaint.with(name, number),
            FaultArg::Text(text) | FaultArg::Holiday(text) => complaint.with(name, text),
            FaultArg::Time(time) => complaint.with(name, time.to_string()),
        };
    }
    complaint
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(typed: &[&str]) -> String {
        let typed: Vec<String> = typed.iter().map(|&time| time.to_owned()).collect();
        match read(&typed) {
            Ok(open) => {
                open.iter().map(|hours| format!("{}-{}", hours.from, hours.until)).collect::<Vec<_>>().join(" ")
            }
            Err(complaint) => complaint.key.to_owned(),
        }
    }

    #[test]
    fn times_are_pairs() {
        assert_eq!(said(&["08:30", "17:00"]), "08:30-17:00");
        assert_eq!(said(&["13:00", "17:00", "8:30", "12:00"]), "08:30-12:00 13:00-17:00");
        assert_eq!(said(&["08:30", "17:00", "", " "]), "08:30-17:00");
        assert_eq!(said(&["18:00", "00:00"]), "18:00-24:00");
        assert_eq!(said(&[]), "");
        for half in [&["08:30"][..], &["08:30", ""], &["", "17:00"]] {
            assert_eq!(said(half), "centres-half", "{half:?}");
        }
        for wrong in [&["8", "17:00"][..], &["08:30", "25:00"], &["<b>", "17:00"], &["08:30", "\u{0}"]] {
            assert_eq!(said(wrong), "centres-time", "{wrong:?}");
        }
        assert_eq!(said(&["17:00", "08:30"]), "centres-ends-before");
        assert_eq!(said(&["08:30", "13:00", "12:00", "17:00"]), "centres-overlap");
    }
}
