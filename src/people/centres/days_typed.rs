//! Days of its own as they are typed, a line for each: closed, or open in one stretch or more, once or every year. What is wrong
//! names its line. It knows no call centre.

use super::asking::CentreAsk;
use super::hours_typed;
use crate::clock::{Holiday, Interval, MonthDay, Observed, Rule, ShortDay};
use crate::platform::refusal::{Complaint, Complaints};
use crate::platform::text::clean;
use jiff::civil::Date;
use std::collections::BTreeSet;

const LONGEST_NAME: usize = 100;

/// What the lines say.
#[derive(Default)]
pub(super) struct Days {
    /// Closed on them, once or every year.
    pub(super) closed: Vec<Holiday>,
    /// Open otherwise on them, once.
    pub(super) short: Vec<ShortDay>,
}

/// Reads the lines that say anything; each has the number of its place, as `day_yearly` counts them. Days before `today` that
/// `was_there` knows stay as they were.
pub(super) fn read(
    ask: &CentreAsk,
    today: Date,
    was_there: impl Fn(Date) -> bool,
    complaints: &mut Complaints,
) -> Days {
    let lists = [&ask.day_date, &ask.day_name, &ask.day_from, &ask.day_until];
    let most = lists.iter().map(|list| list.len()).max().unwrap_or_default();
    let every_year: BTreeSet<usize> = ask.day_yearly.iter().copied().collect();
    if let Some(number) = every_year.iter().copied().find(|number| !(1..=most).contains(number)) {
        complaints.push(Complaint::at("day_yearly", "centres-day-yearly-none").with("number", number));
    }
    let rows = (1..=most).map(|line| {
        let at = |list: &Vec<String>| list.get(line - 1).map(|text| text.trim().to_owned()).unwrap_or_default();
        (line, every_year.contains(&line), lists.map(at))
    });
    let mut days = Days::default();
    for (line, yearly, [date, name, from, until]) in rows.filter(|(_, _, row)| !row.iter().all(String::is_empty)) {
        let mut say = |field, key| complaints.push(Complaint::at(field, key).with("number", line));
        let Some(date) = read_date(&date) else {
            say("day_date", "centres-day-date");
            continue;
        };
        // It was to come when the form was drawn.
        if date < today && !yearly && was_there(date) {
            continue;
        }
        if date < today && !yearly {
            say("day_date", "centres-day-past");
        }
        let name = clean::line(&name, LONGEST_NAME).unwrap_or_else(|_| {
            say("day_name", "centres-day-unnamed");
            String::new()
        });
        match hours_typed::read(&[from, until]) {
            Ok(open) if yearly && !open.is_empty() => say("day_from", "centres-day-yearly-hours"),
            Ok(open) => {
                if let Err(key) = days.take((date, yearly), name, open) {
                    say(if key == "centres-day-overlap" { "day_from" } else { "day_date" }, key);
                }
            }
            Err(why) => {
                let time = why.args.into_iter().find(|(name, _)| *name == "time");
                let why = Complaint::at("day_from", of_a_day(why.key)).with("number", line);
                complaints.push(time.into_iter().fold(why, |why, (name, time)| why.with(name, time)));
            }
        }
    }
    days
}

/// The same of a day as of a weekday.
fn of_a_day(key: &str) -> &'static str {
    match key {
        "centres-half" => "centres-day-half",
        "centres-time" => "centres-day-time",
        _ => "centres-day-ends-before",
    }
}

fn read_date(typed: &str) -> Option<Date> {
    typed.parse().ok().filter(|_| typed.len() == "2026-12-24".len())
}

impl Days {
    /// Takes a line. A day that stands in several of them, under one name, is open in all of their stretches.
    fn take(&mut self, (date, yearly): (Date, bool), name: String, open: Vec<Interval>) -> Result<(), &'static str> {
        let when = match MonthDay::new(date.month(), date.day()) {
            Ok(of_every_year) if yearly => Rule::Yearly(of_every_year),
            _ => Rule::Date(date),
        };
        let observed = Observed::AsIs;
        let is_closed = self.closed.iter().any(|day| day.when == when);
        match self.short.iter_mut().find(|day| day.when == when) {
            Some(day) if !open.is_empty() && day.name == name => {
                day.open.extend(open);
                day.open.sort_unstable();
                let overlap = day.open.windows(2).any(|two| two[1].from < two[0].until);
                return if overlap { Err("centres-day-overlap") } else { Ok(()) };
            }
            None if !is_closed && open.is_empty() => self.closed.push(Holiday { name, when, observed }),
            None if !is_closed => self.short.push(ShortDay { name, when, open }),
            _ => return Err("centres-day-twice"),
        }
        Ok(())
    }
}
