//! The page of one call centre, new or there already: its form, when it is next closed, and since when its hours hold. It judges
//! nothing.

use super::asking::CentreAsk;
use super::centre_view::{CentreView, HolidayLine, Version};
use super::changing::{self, judge};
use super::drafting::of_another_region;
use super::listing::{PLACE, UNDER, region};
use super::{saying, seeing, storing, zones};
use crate::clock::{CalendarDraft, Region, Weekday};
use crate::people::{Doing, Reading, Scene, call_centres};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Wants};
use crate::screen;
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Rows for days of their own that stand empty.
const EMPTY_ROWS: usize = 2;

/// `GET /call-centres/new`.
pub async fn new(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let view = blank(&scene);
    answer.shows(&page(scene, view, None)?)
}

/// `GET /call-centres/{code}`.
pub async fn show(Named(code): Named<String>, scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let id = find(&scene, &code).await?;
    let view = seen(&scene, id).await?;
    answer.shows(&page(scene, view, None)?)
}

/// `POST /call-centres`.
pub async fn create(doing: Doing<CentreAsk>) -> Result<Response, Failure> {
    doing.check_plain(|ask| of_another_region(ask, None))?;
    if doing.ask.look {
        return looked(doing, None).await;
    }
    match doing.run("call_centre.add", (), None, changing::add).await {
        Ok(id) => {
            let view = seen(&doing.scene, id).await?;
            let flash = Flash::name("centres-added", &view.name);
            Ok(doing.answer.made(&place(&view.code), flash, &view))
        }
        Err(failure) => {
            let draw = async |scene, ask| {
                let view = blank(&scene);
                refused(scene, view, ask)
            };
            doing.settle(Err::<(), _>(failure), PLACE, Flash::none(), draw).await
        }
    }
}

/// `POST /call-centres/{code}`.
pub async fn save(Named(code): Named<String>, doing: Doing<CentreAsk>) -> Result<Response, Failure> {
    let id = find(&doing.scene, &code).await?;
    let hours = storing::hours(doing.scene.app.db.reads(), id).await?;
    doing.check_plain(|ask| of_another_region(ask, Some(hours.calendar.draft())))?;
    if doing.ask.look {
        return looked(doing, Some(id)).await;
    }
    let done = doing.run("call_centre.change", id, None, changing::change).await;
    let now_called = done.as_ref().map_or(code.as_str(), String::as_str);
    let (place, flash) = (place(now_called), Flash::name("centres-saved", doing.ask.name.trim()));
    if !now_called.eq_ignore_ascii_case(&code) && doing.wants == Wants::Fragment {
        // The page stands at an address that leads nowhere any more.
        return Ok(doing.answer.sends_to(&place, flash));
    }
    let draw = async |scene: Scene, ask| {
        let view = seen(&scene, id).await?;
        refused(scene, view, ask)
    };
    doing.settle(done, &place, flash, draw).await
}

/// What would be, without saving anything.
async fn looked(doing: Doing<CentreAsk>, id: Option<i64>) -> Result<Response, Failure> {
    let Doing { mut scene, ask, answer, wants, .. } = doing;
    let reads = scene.app.db.reads();
    let now = scene.reading.now;
    let (view, sound) = match id {
        Some(id) => {
            let (stored, hours) = (storing::find(reads, id).await?, storing::hours(reads, id).await?);
            let sound = match ask.version.is_some_and(|version| version != stored.version) {
                // Drawn anew, the form would have the version of what another saved, and undo it unseen.
                true => Err(Refusal::stale("centres-stale").into()),
                false => judge(reads, &ask, Some((&stored, hours.calendar.draft())), now).await,
            };
            (seen(&scene, id).await?, sound)
        }
        None => (blank(&scene), judge(reads, &ask, None, now).await),
    };
    match sound {
        Ok(sound) => {
            let sketch = seeing::sketched(&sound.draft, (sound.code, sound.name), now);
            let CentreView { users, code_is_fixed, version, versions, .. } = view;
            let view = CentreView { users, code_is_fixed, version, versions, ..sketch };
            answer.shows(&page(scene, view, Some(ask))?)
        }
        Err(Failure::Refused(refusal)) if wants != Wants::Json => {
            scene.frame = scene.frame.refused(&refusal);
            answer.refuses(refusal, refused(scene, view, Some(ask))?)
        }
        Err(failure) => Err(failure),
    }
}

/// The page with what was typed, the holidays of the region that was chosen among it, whatever else is still missing.
fn refused(scene: Scene, view: CentreView, typed: Option<CentreAsk>) -> Result<CentrePage, Failure> {
    let holidays = match typed.as_ref().filter(|ask| ask.region != view.region) {
        Some(ask) => usual(ask.region, &view, scene.reading.now),
        None => view.holidays.clone(),
    };
    page(scene, CentreView { holidays, ..view }, typed)
}

/// The holidays of a region, in an office with the usual hours, and those that `view` has of its own.
fn usual(region: Option<Region>, view: &CentreView, now: Timestamp) -> Vec<HolidayLine> {
    let of = |region: Region| seeing::sketched(&CalendarDraft::office(region), Default::default(), now).holidays;
    let left = view.region.map(of).unwrap_or_default();
    let own = view.holidays.iter().filter(|day| left.iter().all(|other| other.name != day.name)).cloned();
    let mut holidays: Vec<HolidayLine> = region.map(of).unwrap_or_default().into_iter().chain(own).collect();
    holidays.sort_by(|one, other| (one.next.is_none(), &one.next).cmp(&(other.next.is_none(), &other.next)));
    holidays
}

/// The form of a new one: an office in the first region, of which nothing has a name.
fn blank(scene: &Scene) -> CentreView {
    let draft = CalendarDraft::office(Region::ALL[0]);
    seeing::sketched(&draft, (String::new(), String::new()), scene.reading.now)
}

async fn find(scene: &Scene, code: &str) -> Result<i64, Failure> {
    // PostgreSQL cannot even be asked for a NUL.
    let code = code.replace('\0', "");
    let found = call_centres::by_code(scene.app.db.reads(), &code).await?;
    found.map(|centre| centre.id).ok_or_else(|| Refusal::not_seen().into())
}

async fn seen(scene: &Scene, id: i64) -> Result<CentreView, Failure> {
    let reads = scene.app.db.reads();
    seeing::seen(reads, storing::find(reads, id).await?, scene.reading.now).await
}

fn place(code: &str) -> String {
    format!("{PLACE}/{code}")
}

fn page(scene: Scene, view: CentreView, typed: Option<CentreAsk>) -> Result<CentrePage, Failure> {
    let Scene { frame, reading, .. } = scene;
    let frame = match view.version {
        Some(_) => frame.titled_with("centres-one-title", &[("name", view.name.as_str().into())]),
        None => frame.titled("centres-new"),
    };
    let form = typed.unwrap_or_else(|| CentreAsk::from(&view));
    Ok(CentrePage { frame: frame.under(UNDER), form, view, reading, zones: zones::offered() })
}

/// The page.
#[derive(Template)]
#[template(path = "people/centres/centre.html", blocks = ["centre"])]
struct CentrePage {
    frame: Frame,
    view: CentreView,
    form: CentreAsk,
    reading: Reading,
    zones: Vec<String>,
}

screen!(CentrePage, CentreView, as_centre);

/// A row for a day of its own.
#[derive(Default)]
struct DayRow<'a> {
    number: usize,
    date: &'a str,
    name: &'a str,
    from: &'a str,
    until: &'a str,
    yearly: bool,
}

impl DayRow<'_> {
    fn is_empty(&self) -> bool {
        [self.date, self.name, self.from, self.until].iter().all(|text| text.trim().is_empty())
    }
}

impl CentrePage {
    fn wrong(&self, field: &str) -> bool {
        self.frame.complaint(field).is_some()
    }

    /// Where the form is sent.
    fn place(&self) -> String {
        self.view.version.map_or_else(|| PLACE.to_owned(), |_| place(&self.view.code))
    }

    fn weekday(&self, weekday: &Weekday) -> String {
        saying::weekday(&self.frame.texts, *weekday)
    }

    /// The times of a weekday as they stand in the form: two stretches at least, so that there can be a break.
    fn times(&self, weekday: &Weekday) -> Vec<(&str, &str)> {
        let typed = self.form.typed(*weekday);
        // A browser's field ends the day at 00:00.
        let at = |index: usize| match typed.get(index).map_or("", String::as_str) {
            "24:00" => "00:00",
            time => time,
        };
        (0..typed.len().div_ceil(2).max(2)).map(|pair| (at(2 * pair), at(2 * pair + 1))).collect()
    }

    fn is_worked(&self, day: &HolidayLine) -> bool {
        self.form.worked.contains(&day.name)
    }

    fn regions(&self) -> Vec<(Region, String)> {
        Region::ALL.iter().map(|of| (*of, region(&self.frame.texts, *of))).collect()
    }

    fn holiday(&self, day: &HolidayLine) -> String {
        self.frame.texts.known("holiday-", &day.name)
    }

    /// When a holiday is next kept, in words.
    fn next(&self, day: &HolidayLine) -> String {
        let Some(date) = day.next.as_deref().and_then(|date| date.parse::<Date>().ok()) else {
            return self.frame.say("centres-no-day");
        };
        let date = self.frame.texts.date_long(date);
        if day.observed { self.frame.with_one("centres-observed", "date", date) } else { date }
    }

    fn days<'a>(&'a self) -> Vec<DayRow<'a>> {
        let form = &self.form;
        let every_year: BTreeSet<usize> = form.day_yearly.iter().copied().collect();
        let row = |index: usize| {
            let at = |list: &'a [String]| list.get(index).map_or("", String::as_str);
            DayRow {
                number: 0,
                date: at(&form.day_date),
                name: at(&form.day_name),
                from: at(&form.day_from),
                until: at(&form.day_until),
                yearly: every_year.contains(&(index + 1)),
            }
        };
        let lists = [&form.day_date, &form.day_name, &form.day_from, &form.day_until];
        let rows = (0..lists.iter().map(|list| list.len()).max().unwrap_or_default()).map(row);
        let mut rows: Vec<DayRow<'a>> = rows.collect();
        // An empty line between others stays: complaints name a line by its place among what was typed.
        rows.truncate(rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1));
        rows.extend((0..EMPTY_ROWS).map(|_| DayRow::default()));
        (1..).zip(&mut rows).for_each(|(number, row)| row.number = number);
        rows
    }

    /// Since when hours hold, and by whom.
    fn since(&self, version: &Version) -> String {
        let texts = &self.frame.texts;
        let by = version.by.clone().unwrap_or_else(|| texts.say("people-the-desk"));
        let moment = texts.moment(version.since, &self.reading.zone);
        texts.with("centres-since", &[("moment", moment.into()), ("name", by.into())])
    }

    /// What the clocks show there now.
    fn clock(&self) -> Option<String> {
        let zone = jiff::tz::TimeZone::get(&self.view.zone).ok()?;
        let texts = &self.frame.texts;
        Some(self.frame.with_one("centres-clock", "moment", texts.moment_long(self.reading.now, &zone)))
    }
}
