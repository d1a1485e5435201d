//! Every function of the clock against the oracle, over random calendars, zones and moments; and its algebra.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::oracle::{MINUTE, Oracle, falls_on};
use crate::clock::{
    Calendar, CalendarDraft, DayEnd, DueFault, Holiday, Interval, MonthDay, Observed, Pause, Promise, Remaining, Rule,
    ShortDay, Step, TimeOfDay, Weekday, Within,
};
use crate::platform::moment::Timestamp;

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Zones with clock changes of an hour, two hours and half an hour, at night and just after midnight, with
/// offsets of 45 minutes, with a skipped day (Apia 2011, Kwajalein 1993), and without any of it.
const ZONES: [&str; 18] = [
    "America/Toronto",
    "Europe/London",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Gaza",
    "America/Nuuk",
    "Antarctica/Troll",
    "Pacific/Chatham",
    "Asia/Beirut",
    "UTC",
];

fn intervals(least: usize) -> impl Strategy<Value = Vec<Interval>> {
    let minute = prop_oneof![3 => (0u16..=48).prop_map(|n| n * 30), 1 => 0u16..=180, 1 => 0u16..=1440];
    vec(minute, 2 * least..=6).prop_map(move |mut cuts| {
        cuts.sort_unstable();
        let time = |minute: u16| TimeOfDay::new(minute / 60, minute % 60).unwrap();
        let pairs = cuts.chunks_exact(2).filter(|pair| pair[0] < pair[1]);
        let mut found: Vec<_> = pairs.map(|p| Interval { from: time(p[0]), until: time(p[1]) }).collect();
        if found.is_empty() && least > 0 {
            found.push(Interval { from: time(540), until: time(720) });
        }
        found
    })
}

/// Rules that mostly fall near `around`, so that they matter.
fn rule(around: Timestamp) -> impl Strategy<Value = Rule> {
    let near = move |days: i64| {
        let at = around.plus_millis(days * DAY);
        jiff::tz::Offset::UTC.to_datetime(at.into()).date()
    };
    let weekday = select(Weekday::ALL.to_vec());
    prop_oneof![
        (-3i64..12).prop_map(move |days| Rule::Date(near(days))),
        (-3i64..12).prop_map(move |days| Rule::Yearly(month_day(near(days)))),
        (prop_oneof![1i8..=5, -5i8..=-1], weekday.clone(), 0i64..40)
            .prop_map(move |(nth, weekday, days)| { Rule::WeekdayOfMonth { nth, weekday, month: near(days).month() } }),
        (weekday, 0i64..20).prop_map(move |(weekday, days)| {
            Rule::WeekdayBefore { weekday, before: month_day(near(days)).max(MonthDay::new(1, 8).unwrap()) }
        }),
        (-60i16..=60).prop_map(Rule::Easter),
    ]
}

fn month_day(date: jiff::civil::Date) -> MonthDay {
    MonthDay::new(date.month(), date.day()).unwrap()
}

/// A moment of 1985 to 2035, half of the time within three days of a clock change, to the millisecond.
fn moment(zone: &'static str) -> impl Strategy<Value = Timestamp> {
    let (first, last) = (473_385_600_000i64, 2_051_222_400_000i64);
    (first..last, any::<bool>(), -3 * DAY..DAY, any::<bool>()).prop_map(move |(millis, near, away, whole)| {
        let at = Timestamp::from_millis(millis);
        let zone = jiff::tz::TimeZone::get(zone).unwrap();
        let change = zone.following(at.into()).next().map(|change| Timestamp::from(change.timestamp()));
        let at = change.filter(|_| near).map_or(at, |change| change.plus_millis(away));
        if whole { Timestamp::from_millis(at.as_millis() / MINUTE * MINUTE) } else { at }
    })
}

fn case() -> impl Strategy<Value = (Calendar, Timestamp)> {
    let with_moment = select(ZONES.to_vec()).prop_flat_map(|zone| (Just(zone), moment(zone)));
    let parts = with_moment.prop_flat_map(|(zone, at)| {
        let observed = select(vec![Observed::AsIs, Observed::Monday, Observed::Nearest]);
        let holiday = (rule(at), observed).prop_map(|(when, observed)| Holiday { name: "H".into(), when, observed });
        let short = (rule(at), intervals(1)).prop_map(|(when, open)| ShortDay { name: "S".into(), when, open });
        let week = (vec(intervals(0), 7), intervals(1), 0usize..7);
        (Just(zone), Just(at), week, vec(holiday, 0..4), vec(short, 0..3))
    });
    parts.prop_map(|(zone, at, (mut week, sure, on), holidays, short_days)| {
        week[on] = sure;
        let weekly = Weekday::ALL.into_iter().zip(week).collect();
        let draft = CalendarDraft { zone: zone.to_owned(), region: None, weekly, holidays, short_days };
        (draft.check().unwrap(), at)
    })
}

fn year_and_rule() -> impl Strategy<Value = (i16, Rule)> {
    (1901i16..2099, 0i64..4_000_000_000)
        .prop_flat_map(|(year, seconds)| (Just(year), rule(Timestamp::from_millis(seconds * 1000))))
}

/// Business time to add: nothing, an exact interval's length more often than chance has it, and any.
fn millis() -> impl Strategy<Value = i64> {
    prop_oneof![1 => Just(0), 3 => (0i64..80).prop_map(|n| n * 30 * MINUTE), 3 => 0..40 * HOUR]
}

fn add(calendar: &Calendar, at: Timestamp, millis: i64) -> Result<Timestamp, DueFault> {
    calendar.add_business_millis(at, millis.unsigned_abs())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn open_and_next_opening_agree_with_the_stepper((calendar, at) in case()) {
        let oracle = Oracle::new(calendar.draft(), at, 9);
        for n in 0..96 {
            let moment = at.plus_millis(n * 29 * MINUTE);
            let minute = moment.as_millis().div_euclid(MINUTE) * MINUTE;
            prop_assert_eq!(calendar.is_open(moment), oracle.open_on(minute).is_some(), "{}", moment);
        }
        let limit = at.as_millis() + 6 * DAY;
        let next = calendar.next_opening(at);
        let first = (0..).map(|n| at.as_millis().div_euclid(MINUTE) * MINUTE + n * MINUTE);
        match first.take_while(|minute| *minute < limit).find(|minute| oracle.open_on(*minute).is_some()) {
            Some(minute) => prop_assert_eq!(next, Ok(Timestamp::from_millis(minute.max(at.as_millis())))),
            None => prop_assert!(next.is_err() || next.is_ok_and(|next| next.as_millis() > limit - MINUTE)),
        }
    }

    #[test]
    fn measuring_agrees_with_the_stepper((calendar, at) in case(), span in 0..6 * DAY) {
        let oracle = Oracle::new(calendar.draft(), at, 9);
        let until = at.plus_millis(span);
        let expected = oracle.between(at.as_millis(), until.as_millis());
        prop_assert_eq!(calendar.business_millis_between(at, until), Ok(expected));
        prop_assert_eq!(calendar.business_minutes_between(at, until), Ok(expected / MINUTE));
        prop_assert_eq!(calendar.remaining(at, until), Ok(Remaining::Left(expected)));
        if span > 0 {
            prop_assert_eq!(calendar.remaining(until, at), Ok(Remaining::Overdue(expected)));
            prop_assert_eq!(calendar.business_millis_between(until, at), Ok(0));
        }
    }

    #[test]
    fn adding_agrees_with_the_stepper((calendar, at) in case(), millis in millis()) {
        let oracle = Oracle::new(calendar.draft(), at, 9);
        let limit = at.as_millis() + 6 * DAY;
        let due = add(&calendar, at, millis);
        match oracle.add(at.as_millis(), millis, limit) {
            Some(expected) => prop_assert_eq!(due, Ok(Timestamp::from_millis(expected))),
            None => prop_assert!(due.is_err() || due.is_ok_and(|due| due.as_millis() > limit)),
        }
    }

    #[test]
    fn adding_days_agrees_with_the_stepper((calendar, at) in case(), days in 0u32..4) {
        let oracle = Oracle::new(calendar.draft(), at, 12);
        let minute = at.as_millis().div_euclid(MINUTE) * MINUTE;
        let closings = oracle.closings(minute - 2 * DAY, minute + 9 * DAY);
        let today = oracle.date(at);
        let due = calendar.add_business_days(at, days, DayEnd::Closing);
        if days == 0 {
            match closings.get(&today) {
                Some(closing) if *closing > at.as_millis() => {
                    prop_assert_eq!(due, Ok(Timestamp::from_millis(*closing)));
                }
                Some(_) => prop_assert!(matches!(due, Err(DueFault::AfterClosing { .. })), "{:?}", due),
                None => prop_assert!(matches!(due, Err(DueFault::ClosedToday { .. })), "{:?}", due),
            }
        } else {
            // A date may come twice where clocks go back after midnight: only what the window holds whole is compared.
            let mut later = closings.range(today.tomorrow().unwrap()..);
            match later.nth(days as usize - 1) {
                Some((_, closing)) if *closing < minute + 7 * DAY => {
                    prop_assert_eq!(due, Ok(Timestamp::from_millis(*closing)));
                }
                _ => prop_assert!(due.is_err() || due.is_ok_and(|due| due.as_millis() >= minute + 6 * DAY)),
            }
        }
    }

    #[test]
    fn adding_and_measuring_are_inverse((calendar, at) in case(), one in millis(), two in millis()) {
        let Ok(first) = add(&calendar, at, one) else { return Ok(()) };
        prop_assert_eq!(calendar.business_millis_between(at, first), Ok(one));
        if one > 0 {
            let earlier = first.plus_millis(-1);
            prop_assert_eq!(calendar.business_millis_between(at, earlier), Ok(one - 1), "the earliest such moment");
        }
        // Near the horizon the sum may be too far when its parts are not.
        if let Ok(both) = add(&calendar, at, one + two) {
            prop_assert_eq!(add(&calendar, first, two), Ok(both));
        }
    }

    #[test]
    fn later_or_more_is_never_earlier(
        (calendar, at) in case(), millis in millis(), more in millis(), shift in 0..4 * DAY,
    ) {
        let later = at.plus_millis(shift);
        if let (Ok(first), Ok(second)) = (add(&calendar, at, millis), add(&calendar, later, millis)) {
            prop_assert!(first <= second);
        }
        if let (Ok(first), Ok(second)) = (add(&calendar, at, millis), add(&calendar, at, millis + more)) {
            prop_assert!(first <= second);
        }
        for days in 0..3 {
            let due = calendar.add_business_days(at, days, DayEnd::Closing);
            let next = calendar.add_business_days(at, days + 1, DayEnd::Closing);
            if let (Ok(due), Ok(next)) = (due, next) {
                prop_assert!(at < due);
                // Where a date comes twice, the closing of the day before can be the later one.
                prop_assert!(due < next || calendar.zone_name() == "America/St_Johns");
            }
        }
        let far = later.plus_millis(more);
        let between = |from, until| calendar.business_millis_between(from, until).unwrap();
        prop_assert_eq!(between(at, later) + between(later, far), between(at, far));
    }

    #[test]
    fn a_working_out_adds_up(
        (calendar, at) in case(), minutes in 0u32..2000, stops in vec((0..3 * DAY, 0..2 * DAY), 0..3),
    ) {
        let pauses: Vec<Pause> = stops.iter().map(|(after, long)| {
            let from = at.plus_millis(*after);
            Pause { from, until: from.plus_millis(*long) }
        }).collect();
        let promise = Promise { aim: crate::clock::Aim::Resolve, within: Within::BusinessMinutes(minutes) };
        let Ok(deadline) = promise.deadline(&calendar, at, &pauses) else { return Ok(()) };
        let (mut counted, mut paused) = (0, 0);
        for step in &deadline.explanation.steps {
            match step {
                Step::Counted { from, until, millis, .. } => {
                    prop_assert_eq!(calendar.business_millis_between(*from, *until), Ok(*millis));
                    prop_assert_eq!(until.as_millis() - from.as_millis(), *millis);
                    counted += millis;
                }
                Step::Paused { millis, .. } => paused += millis,
                Step::Condensed { millis, .. } => counted += millis,
                _ => {}
            }
        }
        prop_assert_eq!(counted, i64::from(minutes) * MINUTE + paused);
        prop_assert_eq!(calendar.business_millis_between(at, deadline.due), Ok(counted));
        let json = serde_json::to_string(&deadline).unwrap();
        prop_assert_eq!(serde_json::from_str::<crate::clock::Deadline>(&json).unwrap(), deadline);
    }

    #[test]
    fn a_calendar_survives_its_json((calendar, _) in case()) {
        let json = serde_json::to_string(&calendar).unwrap();
        prop_assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), calendar);
    }

    #[test]
    fn a_rule_finds_the_day_that_counting_finds((year, rule) in year_and_rule()) {
        let days = jiff::civil::date(year, 1, 1).series(jiff::Span::new().days(1));
        let counted: Vec<_> = days.take_while(|d| d.year() == year).filter(|d| falls_on(rule, *d)).collect();
        prop_assert_eq!(rule.in_year(year).into_iter().collect::<Vec<_>>(), counted);
    }
}
