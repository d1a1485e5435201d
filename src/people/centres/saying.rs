//! The hours of a call centre in words: weekdays that are alike together. It reads nothing.

use crate::clock::{Interval, TimeOfDay, Weekday};
use crate::platform::text::{Arg, Texts};
use std::collections::BTreeMap;

/// A line for each run of weekdays with the same hours; closed ones are not named.
pub(super) fn hours(texts: &Texts, hours: &BTreeMap<&'static str, Vec<Interval>>) -> Vec<String> {
    let mut runs: Vec<(Weekday, Weekday, &[Interval])> = Vec::new();
    let mut is_open = false;
    for weekday in Weekday::ALL {
        let Some(open) = hours.get(weekday.code()).filter(|open| !open.is_empty()) else {
            is_open = false;
            continue;
        };
        match runs.last_mut() {
            Some((_, last, same)) if is_open && *same == open.as_slice() => *last = weekday,
            _ => runs.push((weekday, weekday, open)),
        }
        is_open = true;
    }
    runs.into_iter().map(|(first, last, open)| line(texts, (first, last), open)).collect()
}

/// A weekday's name.
pub(super) fn weekday(texts: &Texts, weekday: Weekday) -> String {
    texts.weekday(weekday.into())
}

fn line(texts: &Texts, (first, last): (Weekday, Weekday), open: &[Interval]) -> String {
    let name = |of| Arg::from(weekday(texts, of));
    let days = match first == last {
        true => weekday(texts, first),
        false => texts.with("centres-days", &[("first", name(first)), ("last", name(last))]),
    };
    let stretches: Vec<String> = open.iter().map(|open| stretch(texts, *open)).collect();
    texts.with("centres-line", &[("days", days.into()), ("hours", stretches.join(", ").into())])
}

fn stretch(texts: &Texts, open: Interval) -> String {
    texts.with(
        "centres-stretch",
        &[("from", clock(texts, open.from).into()), ("until", clock(texts, open.until).into())],
    )
}

fn clock(texts: &Texts, time: TimeOfDay) -> String {
    let part = |number: u16| i8::try_from(number).unwrap_or_default();
    texts.clock(part(time.minutes() / 60), part(time.minutes() % 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::CalendarDraft;
    use crate::platform::text::Catalogue;

    fn said(language: &str, change: impl FnOnce(&mut CalendarDraft)) -> Vec<String> {
        let mut draft = CalendarDraft::toronto();
        change(&mut draft);
        let open = draft.weekly.iter().map(|(weekday, open)| (weekday.code(), open.clone())).collect();
        hours(&Catalogue::load().unwrap().texts(language), &open)
    }

    #[test]
    fn weekdays_that_are_alike_are_said_together() {
        assert_eq!(said("en", |_| ()), ["Monday to Friday 08:30–17:00"]);
        assert_eq!(said("fr-CA", |_| ()), ["du lundi au vendredi, de 8\u{a0}h\u{a0}30 à 17\u{a0}h"]);
        let odd = said("en", |draft| {
            draft.weekly.remove(&Weekday::Wed);
            draft
                .weekly
                .insert(Weekday::Fri, serde_json::from_str(r#"[["08:30","12:00"],["13:00","24:00"]]"#).unwrap());
        });
        let lines = ["Monday to Tuesday 08:30–17:00", "Thursday 08:30–17:00", "Friday 08:30–12:00, 13:00–24:00"];
        assert_eq!(odd, lines);
    }
}
