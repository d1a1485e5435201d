//! The page of a new inquiry, and the receipt after it: the number big enough to read aloud. What an inquiry
//! must be, `opening.rs` decides.

use super::adding::Adding;
use super::attaching;
use super::briefly::{Brief, count_of_party, open_of_party};
use super::bringing::brought;
use super::dueing::{DueChoice, choices};
use super::files::{self, FileView};
use super::files_page::own;
use super::incoming::Channel;
use super::opening::{Escalated, Ground, NewInquiry, open, survey};
use super::ticket_words::TicketWords;
use super::types::{self, InquiryType};
use super::unsent::{self, Unsent};
use super::view::TicketView;
use super::worklist_tabs::MOST_COUNTED;
use super::{due_words, find};
use crate::parties::{self, PartyCard};
use crate::people::{Actor, Member, Person, Reading, Scene};
use crate::platform::db::{Reads, Tx};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Sought, Wants};
use crate::screen;
use askama::Template;
use axum::extract::Request;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What the form offers: the public contract of `GET /tickets/new`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewInquiryView {
    /// About whom; nobody yet where it comes from a prospect.
    pub party: Option<PartyCard>,
    /// The types to choose from, "Other" last.
    pub types: Vec<InquiryType>,
    /// The promises to choose from.
    pub due: Vec<DueOffer>,
    /// Whom an escalation would reach.
    pub lead: Option<Person>,
    /// Open inquiries about the same party, the most urgent first; at most eight.
    pub others: Vec<Brief>,
    /// How many there are, up to 1,000.
    pub others_total: i64,
    /// There are more than `others_total`.
    pub others_or_more: bool,
    /// Files that were uploaded for it and wait.
    pub files: Vec<FileView>,
}

/// One promise that can be chosen.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueOffer {
    /// Business days; 0 is today.
    pub days: i32,
    /// When that is; absent where it cannot be chosen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// The moment as people read it, or why it cannot be chosen.
    pub words: String,
    /// It cannot be chosen, whatever the hour.
    #[serde(skip)]
    pub is_shut: bool,
}

/// The form.
#[derive(Template)]
#[template(path = "tickets/new.html", blocks = ["form"])]
pub struct NewInquiryPage {
    frame: Frame,
    view: NewInquiryView,
    typed: NewInquiry,
    adding: Adding,
    /// When it was typed, where a draft fills the form: it may be another call.
    restored: Option<String>,
    /// What else was typed about them and not sent: where it is, and when it was typed.
    unsent: Vec<(String, String)>,
    /// Somebody chose what stands in the form: nothing is preset any more.
    is_chosen: bool,
}

screen!(NewInquiryPage, NewInquiryView, as_form);

/// What stands in the place of a form that is about nobody: the way to somebody.
#[derive(Template)]
#[template(path = "tickets/whom.html", blocks = ["whom"])]
struct WhomPage {
    frame: Frame,
    view: (),
}

screen!(WhomPage, (), as_whom);

/// The receipt.
#[derive(Template)]
#[template(path = "tickets/receipt.html", blocks = ["receipt"])]
pub struct ReceiptPage {
    frame: Frame,
    view: TicketView,
    words: TicketWords,
}

screen!(ReceiptPage, TicketView, as_receipt);

/// About whom an inquiry is to be opened.
#[derive(Clone, Debug, Deserialize, IntoParams)]
pub struct About {
    /// The party's id; left out for a prospect.
    pub party: Option<i64>,
    /// Whether it comes from somebody who is not in the system.
    #[serde(default)]
    pub prospect: bool,
    /// The prospect's name, as far as it is known already.
    pub name: Option<String>,
    /// Where the prospect is called, as far as it is known already.
    pub phone: Option<String>,
    /// The hour by which it is to be due, such as `15:30`: the promises are answered by it.
    pub hour: Option<String>,
    /// Whether to leave a draft alone and begin anew.
    #[serde(default)]
    pub afresh: bool,
    /// The name of a form that was not sent yet, to go on with that; the last one if left out.
    pub draft: Option<String>,
}

/// `GET /tickets/new?party=…`, or `?prospect=yes`.
pub async fn show(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(about): Sought<About>,
) -> Result<Response, Failure> {
    let reads = scene.app.db.reads();
    let (about, mut unsent) = about.now(reads, &scene.member).await?;
    let base = unsent::base(about.party, about.prospect).unwrap_or_default();
    let resumed = about.resumed(&mut unsent);
    let form = resumed.as_ref().map_or_else(|| unsent::fresh(&base), |resumed| resumed.form.clone());
    let draft = drafts::load(reads, scene.member.id, &form).await?;
    let waiting = files::waiting_in(reads, &scene.member, &form).await?;
    let kept = draft.and_then(|draft| NewInquiry::from_draft(&draft.body["fields"]));
    let Reading { texts, zone, now } = scene.reading.clone();
    let when = |at: Timestamp| due_words::short(at, now, &texts, &zone);
    let restored = resumed.map(|resumed| when(resumed.at));
    let unsent =
        unsent.into_iter().take(MOST_UNSENT).map(|other| (about.to_draft(&other.form), when(other.at))).collect();
    let (frame, has_no_party) = (scene.frame.clone(), about.party.is_none());
    let files = waiting.iter().map(|file| file.id).collect();
    match page(scene, NewInquiry { files, form: Some(form), ..about.filled_in(kept) }).await {
        // Who asks for a form has done nothing wrong yet.
        Err(Failure::Refused(refusal)) if is_about_nobody(&refusal) && has_no_party && wants != Wants::Json => {
            answer.shows(&WhomPage::after(&refusal, frame))
        }
        Err(Failure::Refused(refusal)) if has_no_party => Err(refusal.into()),
        Err(Failure::Refused(refusal)) if is_about_nobody(&refusal) => Err(Refusal::not_seen().into()),
        drawn => {
            let is_chosen = restored.is_some();
            answer.shows(&NewInquiryPage { restored, unsent, is_chosen, ..drawn? })
        }
    }
}

/// `POST /tickets`.
pub async fn create(scene: Scene, request: Request) -> Result<Response, Failure> {
    let (doing, unkept) = brought::<NewInquiry>(&scene, request, false).await?;
    let base = unsent::base(doing.ask.party, doing.ask.prospect);
    let form = base.map(|base| unsent::named(doing.ask.form.as_deref(), &base));
    let draft = form.clone();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _, ask: &NewInquiry, now| {
        let opened = open(tx, by, ask, now).await;
        if let Some(unkept) = &unkept {
            // A file could not be kept: everything else that is wrong is said with it.
            return Err(unkept.clone().with_failure(opened.err()));
        }
        // What was left out of the form must not turn up in the next one.
        attaching::drop_left(tx, by, form.as_deref().unwrap_or_default()).await?;
        opened
    };
    let done = doing.run("ticket.open", (), draft, verb).await;
    let number = match done {
        Ok(number) => number,
        // Without anybody whom it is about there is no form to show again.
        Err(Failure::Refused(refusal)) if is_about_nobody(&refusal) => {
            let page = WhomPage::after(&refusal, doing.scene.frame);
            return doing.answer.refuses(refusal, page);
        }
        Err(failure) => {
            let draw = async |scene, ask: Option<NewInquiry>| {
                Ok(NewInquiryPage { is_chosen: true, ..page(scene, ask.unwrap_or_default()).await? })
            };
            return doing.settle(Err::<(), _>(failure), "/parties", Flash::none(), draw).await;
        }
    };
    let view = view(&doing.scene, number).await?;
    let place = match doing.wants {
        Wants::Json => format!("/tickets/{number}"),
        Wants::Page | Wants::Fragment => format!("/tickets/{number}/receipt"),
    };
    Ok(doing.answer.made(&place, Flash::none(), &view))
}

/// `GET /tickets/{number}/receipt`, which is for who made the ticket; others are led to the ticket.
pub async fn receipt(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Named(number): Named<i64>,
) -> Result<Response, Failure> {
    let view = view(&scene, number).await?;
    let is_own = view.created_by.as_ref().is_some_and(|creator| creator.id == scene.member.id);
    if !is_own && wants != Wants::Json {
        return Ok(answer.sends_to(&format!("/tickets/{number}"), Flash::none()));
    }
    let words = TicketWords::new(&view, &scene.reading, scene.member.id, None);
    answer.shows(&ReceiptPage { frame: scene.frame.under(DASHBOARD).titled("receipt-title"), view, words })
}

/// Where an inquiry begins, and these pages belong.
const DASHBOARD: &str = "/parties";
/// Other unsent forms that are offered.
const MOST_UNSENT: usize = 5;

fn is_about_nobody(refusal: &Refusal) -> bool {
    refusal.complaints.iter().any(|complaint| complaint.field == Some("party"))
}

impl WhomPage {
    fn after(refusal: &Refusal, frame: Frame) -> Self {
        Self { frame: frame.under(DASHBOARD).titled("new-ticket-whom").refused(refusal), view: () }
    }
}

async fn view(scene: &Scene, number: i64) -> Result<TicketView, Failure> {
    let reads = scene.app.db.reads();
    let ticket = find(reads, &scene.member, number).await?;
    let view = TicketView::load(reads, &scene.member, ticket.clone(), None, scene.reading.now).await?;
    view.with_those_beside(reads, &scene.member, &ticket, &scene.reading, None).await
}

async fn page(scene: Scene, typed: NewInquiry) -> Result<NewInquiryPage, Failure> {
    let Scene { app, member, reading, frame } = scene;
    let reads = app.db.reads();
    let ground = survey(reads, &member, &typed, reading.now).await?;
    let (others, running) = match &ground.party {
        Some(party) => {
            let others = open_of_party(reads, &member, party.id, &reading).await?;
            (others, count_of_party(reads, &member, party.id).await?)
        }
        None => (Vec::new(), 0),
    };
    let view = NewInquiryView {
        types: types::offered(reads).await?,
        due: offers(&ground, typed.hour.as_deref(), &reading),
        others,
        others_total: running.min(MOST_COUNTED),
        others_or_more: running > MOST_COUNTED,
        lead: ground.lead,
        party: ground.party.map(PartyCard::from),
        files: own(&files::waiting(reads, &member, &typed.files).await?, &member),
    };
    let base = unsent::base(typed.party, typed.prospect).unwrap_or_default();
    let form = unsent::named(typed.form.as_deref(), &base);
    let adding = Adding::to_form(&form, &view.files, &app.config, &reading);
    let frame = match &view.party {
        Some(party) => frame.titled_with("new-ticket-title", &[("name", Arg::from(party.name.clone()))]),
        None => frame.titled("new-ticket-for-prospect"),
    };
    let frame = frame.under(DASHBOARD);
    let typed = NewInquiry { form: Some(form), ..typed };
    Ok(NewInquiryPage { frame, view, typed, adding, restored: None, unsent: Vec::new(), is_chosen: false })
}

/// The address of the form about a party, or for a prospect.
fn form_about(party: Option<i64>) -> String {
    party.map_or_else(|| "/tickets/new?prospect=yes".to_owned(), |party| format!("/tickets/new?party={party}"))
}

fn offers(ground: &Ground, hour: Option<&str>, reading: &Reading) -> Vec<DueOffer> {
    let Reading { texts, zone, now } = reading;
    let offer = |DueChoice { days, due, is_shut }| match due {
        Ok(at) => DueOffer { days, at: Some(at), words: due_words::short(at, *now, texts, zone), is_shut },
        Err(why) => DueOffer { days, at: None, words: texts.complaint(&why), is_shut },
    };
    choices(&ground.calendar.calendar, hour, *now).into_iter().map(offer).collect()
}

impl NewInquiry {
    /// What a draft kept, as far as it is still readable.
    fn from_draft(fields: &serde_json::Value) -> Option<Self> {
        let text = |name: &str| fields[name].as_str().map(str::to_owned);
        fields.as_object()?;
        Some(Self {
            party: None,
            type_id: text("type").and_then(|id| id.parse().ok()),
            details: text("details"),
            what: text("what"),
            due: text("due").and_then(|days| days.parse().ok()),
            escalate: text("escalate").and_then(|word| word.parse().ok()),
            why: text("why"),
            caller: text("caller"),
            call_back: text("call_back"),
            channel: text("channel").and_then(|word| word.parse().ok()),
            order_number: text("order_number"),
            hour: text("hour"),
            prospect: false,
            name: text("name"),
            phone: text("phone"),
            email: text("email"),
            form: None,
            files: Vec::new(),
        })
    }
}

impl About {
    /// As it is asked today, with the forms that wait: a prospect may have turned out to be somebody else. What was
    /// typed about them before goes on under their old id, where its draft and its files are.
    async fn now(self, reads: &impl Reads, by: &Member) -> Result<(Self, Vec<Unsent>), Failure> {
        let base = |about: &Self| unsent::base(about.party, about.prospect).unwrap_or_default();
        let unsent = unsent::of(reads, by.id, &base(&self)).await?;
        let Some(id) = self.party.filter(|_| unsent.is_empty()) else { return Ok((self, unsent)) };
        match parties::find(reads, by, id).await {
            Ok(party) if party.id != id => {
                let about = Self { party: Some(party.id), ..self };
                let unsent = unsent::of(reads, by.id, &base(&about)).await?;
                Ok((about, unsent))
            }
            // Nobody is there: what is said to that, the page knows.
            Ok(_) | Err(Failure::Refused(_)) => Ok((self, unsent)),
            Err(broken) => Err(broken),
        }
    }

    /// Which of the unsent forms goes on: the one that is named, or else the last; none where one begins anew.
    fn resumed(&self, unsent: &mut Vec<Unsent>) -> Option<Unsent> {
        let at = match &self.draft {
            Some(form) => unsent.iter().position(|one| one.form == *form)?,
            None => 0,
        };
        (!self.afresh && at < unsent.len()).then(|| unsent.remove(at))
    }

    fn to_draft(&self, form: &str) -> String {
        format!("{}&draft={form}", form_about(self.party))
    }

    /// The form to begin with: what was kept, or what is usual.
    fn filled_in(self, kept: Option<NewInquiry>) -> NewInquiry {
        // A promise must be chosen with care, so the usual one is preset and not the shortest.
        let blank = || NewInquiry { due: Some(1), escalate: Some(Escalated::Yes), ..NewInquiry::default() };
        let kept = kept.unwrap_or_else(blank);
        let said = |kept: Option<String>, asked: Option<String>| kept.filter(|text| !text.is_empty()).or(asked);
        let (name, phone, hour) =
            (said(kept.name, self.name), said(kept.phone, self.phone), said(kept.hour, self.hour));
        NewInquiry { party: self.party, prospect: self.prospect, name, phone, hour, ..kept }
    }
}

impl NewInquiryPage {
    fn is_type(&self, id: &i64) -> bool {
        self.typed.type_id == Some(*id)
    }

    fn is_due(&self, days: &i32) -> bool {
        self.typed.due == Some(*days)
    }

    /// Escalation is preset to yes, where there is somebody to escalate to.
    fn is_escalated(&self) -> bool {
        self.view.lead.is_some() && self.typed.escalate != Some(Escalated::No)
    }

    fn day_words(&self, days: &i32) -> String {
        match days {
            0 => self.frame.say("new-ticket-today"),
            days => self.frame.with_one("new-ticket-days", "count", *days),
        }
    }

    fn is_channel(&self, channel: &Channel) -> bool {
        self.typed.channel.unwrap_or(Channel::Phone) == *channel
    }

    /// What a call-back number is compared with, so that it need not be asked for.
    fn phone_on_file(&self) -> Option<&str> {
        self.view.party.as_ref()?.phone.as_deref()
    }

    /// A prospect is asked for their name first.
    fn is_unnamed(&self) -> bool {
        self.view.party.is_none() && self.typed.name.as_deref().is_none_or(|name| name.trim().is_empty())
    }

    /// How many are open, such as `40` or `1,000+`.
    fn others_count(&self) -> String {
        match self.view.others_or_more {
            true => self.frame.with_one("worklist-or-more", "count", self.view.others_total),
            false => self.frame.texts.number(self.view.others_total),
        }
    }

    /// The id that the form was opened by: its draft has it in its name.
    fn asked_about(&self, party: &PartyCard) -> i64 {
        self.typed.party.unwrap_or(party.id)
    }

    fn draft(&self) -> &str {
        self.typed.form.as_deref().unwrap_or_default()
    }

    /// The same form with nothing in it.
    fn afresh(&self) -> String {
        format!("{}&afresh=yes", form_about(self.typed.party))
    }

    fn invalid(&self, field: &str) -> bool {
        self.frame.complaint(field).is_some()
    }
}
