//! What customers ask and what is answered, by type of inquiry: sentences with gaps, which a demo fills in. They are
//! data as a desk would hold it, so they stand in no catalogue.

use super::luck::Luck;
use crate::tickets::Channel;

/// What is said about inquiries of one type.
pub(super) struct Topic {
    /// The inquiry type's id.
    pub(super) type_id: i64,
    /// How often it comes, against the others.
    pub(super) weight: usize,
    /// What stands in the subject, and what they said.
    pub(super) cases: &'static [(&'static str, &'static str)],
    pub(super) answers: &'static [&'static str],
}

const CALLS: &[&str] = &[
    "{who} called about this.",
    "{who} called for the second time.",
    "{who} called, and was hard to understand.",
    "{who} left a voice message.",
];
const MAILS: &[&str] = &["{who} wrote in.", "E-mail from {who}.", "{who} wrote for the second time."];
const CHATS: &[&str] = &["{who} asked in the chat.", "Chat with {who}."];

const WISHES: &[&str] = &[
    "Would like to be called back {when}.",
    "Please answer by e-mail.",
    "Asked for an answer {when}.",
    "Was friendly about it.",
    "Was rather upset.",
    "Has been with us since {year}.",
    "",
];

const WHYS: &[&str] = &[
    "The amount is above what I may approve.",
    "The customer asks for a supervisor.",
    "Second complaint about the same order this month.",
    "I am not sure which rule holds here.",
    "The account needs a change that I cannot make.",
    "The warehouse does not answer me.",
    "It needs an exception to the return policy.",
    "Compliance may have to look at this.",
];

const COMMENTS: &[&str] = &[
    "Called back, no answer. Left a message.",
    "Asked the warehouse; they will tell us {when}.",
    "Customer confirmed order {order} by telephone.",
    "Waiting for the carrier. Reference {code}.",
    "Checked the account: the address is right, the card has expired.",
    "Spoke to {who}; they will send a photo of the parcel.",
    "Accounts have released {amount}; it takes three to five days.",
    "Photo received. It is the {product}, batch {code}.",
    "Sent the form again, this time to the right address.",
    "See https://example.com/orders/{order} for the tracking.",
    "Same as last week: the portal logs people out after the update.",
    "I have promised an answer {when}.",
];

const LEADS: &[&str] = &[
    "Approved. Please go ahead and tell the customer.",
    "Approved up to {amount}, as goodwill. Note it on the account.",
    "Not this time: the return came after 90 days. Offer a credit of {amount} instead.",
    "I have called them; it is settled. Please close when the parcel is there.",
    "Asked Compliance. Keep it pending until they answer.",
    "Good catch. Ship the {product} again at our cost.",
];

const PRODUCTS: &[&str] = &[
    "Omega-3 capsules (120)",
    "Vitamin C serum",
    "Whey protein, vanilla, 2 kg",
    "Herbal tea sampler",
    "Travel size set",
    "Aloe hand cream",
    "Magnesium tablets",
    "Starter kit",
    "Meal shake, chocolate",
    "Sleep drops",
    "Sunscreen SPF 50",
    "Collagen sticks (30)",
    "Probiotic, 60 caps",
    "Lavender oil",
    "Green juice powder",
    "Blender bottle",
];

pub(super) const TOPICS: &[Topic] = &[
    Topic {
        type_id: 1,
        weight: 6,
        cases: &[
            (
                "Unhappy with the service on order {order}",
                "Says nobody called back {past} although it was promised twice.",
            ),
            ("{product} arrived open", "The {product} leaked and spoilt everything else in the box."),
            (
                "Wrong delivery, for the third time",
                "Ordered three times and got something else than the {product} each time.",
            ),
            ("Rude answer in the chat", "Asked about order {order} {past} and was told to read the web site."),
            (
                "Price was not what the shop showed",
                "The {product} was shown for less than the {amount} that were charged.",
            ),
        ],
        answers: &[
            "Apologised and sent the {product} again.",
            "Credit of {amount} given; the customer is content.",
            "Explained what happened; they accept it.",
        ],
    },
    Topic {
        type_id: 2,
        weight: 3,
        cases: &[
            (
                "Cannot order: account on hold",
                "Every order is refused with 'account on hold'. The last invoice of {amount} is paid.",
            ),
            ("Account blocked after the address change", "The block was set {past} and nobody knows by whom."),
            (
                "Please block the account, card stolen",
                "The card was stolen {past}; no order may leave before they call again.",
            ),
        ],
        answers: &[
            "The payment had come in under another number; settled.",
            "Done as asked, and a note set.",
            "Accounts agree; done.",
        ],
    },
    Topic {
        type_id: 3,
        weight: 22,
        cases: &[
            ("Where is order {order}?", "Order {order} should have come {past}."),
            ("Tracking of {order} has not moved", "Tracking {code} has shown the same depot for five days."),
            (
                "Parcel marked delivered, not there",
                "The tracking says delivered {past}, but neither they nor the neighbours have it.",
            ),
            ("Only one of two parcels came", "The {product} is missing from order {order}."),
            ("When does the {product} come?", "Ordered {past}; asks for a delivery date."),
        ],
        answers: &[
            "The parcel was at the pick-up shop; they have it now.",
            "Carrier confirms the loss; order {order} is sent again.",
            "Delivered this morning, signed by a neighbour.",
        ],
    },
    Topic {
        type_id: 4,
        weight: 12,
        cases: &[
            ("Cancel order {order}", "The {product} was ordered twice by mistake {past}."),
            ("Change the address of order {order}", "Ship to the office instead of the home address."),
            ("Add {product} to order {order}", "Wants two more in the same parcel, if it has not left."),
            ("Skip one month of the autoship", "Has enough {product} for now."),
        ],
        answers: &[
            "Done before it left the warehouse.",
            "Changed; the new label is printed.",
            "Too late: it had left. Told them how to refuse the parcel.",
        ],
    },
    Topic {
        type_id: 5,
        weight: 10,
        cases: &[
            (
                "Refund for order {order}",
                "The return arrived at the warehouse {past}, but the {amount} has not come back.",
            ),
            ("Charged twice, {amount}", "The same amount was taken twice {past}."),
            ("Credit note is missing", "Was promised a credit note of {amount} for the broken {product}."),
            ("Refund not on the card", "{amount} should have been back on the {day}th."),
        ],
        answers: &[
            "{amount} released, three to five days.",
            "Accounts had it on another account; corrected.",
            "Paper sent by mail; the amount is on its way.",
        ],
    },
    Topic {
        type_id: 6,
        weight: 8,
        cases: &[
            ("Question about invoice {code}", "The invoice shows {amount}, order {order} says otherwise."),
            ("Card is refused", "Three cards were refused; the bank says it is not them."),
            ("Invoice without tax number", "Needs invoice {code} with the company's tax number for the accountant."),
            ("Change to monthly billing", "Orders every week and wants one invoice a month."),
        ],
        answers: &["Corrected and sent.", "Walked them through it; it works now.", "Explained; they are content."],
    },
    Topic {
        type_id: 7,
        weight: 9,
        cases: &[
            ("Cannot log in", "Since the update {past} the portal says 'unknown user'."),
            ("Password mail does not arrive", "The mail for a new password never comes, also not as spam."),
            ("Shop cart is emptied at the checkout", "The {product} is gone as soon as one wants to pay."),
            ("Error page in the back office", "Sees 'session expired' on every second page, with two browsers."),
        ],
        answers: &[
            "The address had a typing mistake; corrected, they are in.",
            "Known fault; the shop team mended it.",
            "Walked them through it on the telephone.",
        ],
    },
    Topic {
        type_id: 8,
        weight: 8,
        cases: &[
            ("Return of {product}", "Opened, used twice, and has a rash. Wants to send it back."),
            ("Return label for order {order}", "Needs a label; the box is packed."),
            ("Damaged {product}", "It came broken {past}; photo follows."),
            ("Wrong item, please exchange", "Ordered the {product} and got another flavour."),
        ],
        answers: &["Label sent by mail.", "A new one is on its way.", "No need to send it back; {amount} refunded."],
    },
    Topic {
        type_id: 9,
        weight: 8,
        cases: &[
            ("Commission of last month", "By their count it should be {amount} more."),
            ("Bonus is missing", "Two orders of the group were booked after the close of the month."),
            ("Payout of {amount} not received", "It went to the old bank account."),
            ("Rank was not counted", "Reached the rank {past}, the statement shows the old one."),
        ],
        answers: &[
            "Recounted; the difference comes with the next run.",
            "It fell into the next month; explained.",
            "Paid again to the right account.",
        ],
    },
    Topic {
        type_id: 10,
        weight: 4,
        cases: &[
            ("Enrolment stuck at step 3", "The application asks for a sponsor number and refuses the right one."),
            (
                "Wrong sponsor on the application",
                "Enrolled under the wrong sponsor {past}; it must be changed within the week.",
            ),
            ("Wants to join", "Would like to begin with a starter kit and pay on delivery."),
        ],
        answers: &[
            "Enrolled; the welcome mail is out.",
            "Corrected with the consent of both.",
            "Explained the papers that are still needed.",
        ],
    },
    Topic {
        type_id: 11,
        weight: 7,
        cases: &[
            ("New address", "Moves on the {day}th; all parcels after that go to the new address."),
            (
                "Change of name after the wedding",
                "Sent the certificate {past}; the name should change on account and cheques.",
            ),
            ("New bank account", "New details by mail, the form is attached."),
            ("Add a second contact", "The assistant should be able to order too."),
        ],
        answers: &[
            "Changed, and confirmed by mail.",
            "Asked for the form; received; changed.",
            "Done; valid from the next month.",
        ],
    },
    Topic {
        type_id: 12,
        weight: 6,
        cases: &[
            ("Is the {product} vegan?", "A customer asks what the capsules are made of."),
            ("{product}: allergy to nuts", "A customer with a nut allergy asks what is in it."),
            ("When is the {product} back?", "It has been out of stock for three weeks."),
            ("How to use the {product}", "The leaflet says twice a day, the web site once."),
        ],
        answers: &[
            "Sent the data sheet.",
            "Asked the product team; answered by mail.",
            "Told them; the leaflet is being corrected.",
        ],
    },
    Topic {
        type_id: 13,
        weight: 5,
        cases: &[
            ("Coupon is not accepted", "The code {code} is refused although the mail says it holds until the {day}th."),
            ("Free {product} did not come", "The third one should have been free and was charged with {amount}."),
            ("Terms of the offer", "Asks whether the offer holds for autoship orders too."),
        ],
        answers: &[
            "The code was for another country; a new one is sent.",
            "{amount} credited.",
            "Explained the terms.",
        ],
    },
    Topic {
        type_id: 14,
        weight: 2,
        cases: &[
            ("Tax slip for last year", "The accountant needs it {when}."),
            ("Wrong amount on the tax slip", "It shows {amount}; the statements add up to less."),
            ("Tax slip went to the old address", "They moved in {year} already."),
        ],
        answers: &["Copy sent by registered mail.", "Corrected slip issued."],
    },
    Topic {
        type_id: 15,
        weight: 3,
        cases: &[
            ("Speaker for a meeting", "Plans a meeting with 40 people and asks for brochures."),
            ("Lost jacket at the convention", "Left it at the booth {past}."),
            ("Wants to talk to marketing", "Did not say what it is about; wants to be called back {when}."),
        ],
        answers: &["Passed on to the right people.", "Called back; it is settled.", "Brochures are on their way."],
    },
];

/// What fills the gaps, drawn once for a ticket, so that its texts speak of one order, one amount and one person.
pub(super) struct Gaps {
    who: String,
    order: String,
    code: String,
    amount: String,
    product: &'static str,
    when: &'static str,
    past: &'static str,
    year: String,
    day: String,
}

impl Gaps {
    /// The number of the order, where one of the texts names it.
    pub(super) fn order_in(&self, texts: &[&str]) -> Option<String> {
        texts.iter().any(|text| text.contains(&self.order)).then(|| self.order.clone())
    }

    pub(super) fn draw(who: &str, luck: &mut Luck) -> Self {
        let whens = ["tomorrow", "on Monday", "by Friday", "this week", "within two days", "this afternoon"];
        Self {
            who: who.to_owned(),
            order: luck.between(4_000_000, 4_999_999).to_string(),
            code: format!("{:07X}", luck.below(0xFFF_FFFF)),
            amount: format!("{}.{:02}", luck.between(8, 640), luck.below(100)),
            product: luck.pick(PRODUCTS),
            when: luck.pick(&whens),
            past: luck.pick(&["yesterday", "on Monday", "last week", "three days ago", "on Thursday", "two weeks ago"]),
            year: luck.between(2004, 2024).to_string(),
            day: luck.between(4, 20).to_string(),
        }
    }

    fn fill(&self, text: &str) -> String {
        let mut said = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let Some((gap, after)) = after.split_once('}') else { break };
            rest = after;
            said.push_str(match gap {
                "who" => &self.who,
                "order" => &self.order,
                "code" => &self.code,
                "amount" => &self.amount,
                "product" => self.product,
                "when" => self.when,
                "past" => self.past,
                "year" => &self.year,
                "day" => &self.day,
                _ => "",
            });
        }
        said.push_str(rest);
        said
    }
}

impl Topic {
    pub(super) fn any(luck: &mut Luck) -> &'static Self {
        const WEIGHTS: [usize; TOPICS.len()] = {
            let mut weights = [0; TOPICS.len()];
            let mut index = 0;
            while index < TOPICS.len() {
                weights[index] = TOPICS[index].weight;
                index += 1;
            }
            weights
        };
        &TOPICS[luck.weighted(&WEIGHTS)]
    }

    /// Subject and account of one case.
    pub(super) fn case(&self, gaps: &Gaps, channel: Channel, luck: &mut Luck) -> (String, String) {
        let (subject, account) = self.cases[luck.below(self.cases.len())];
        let came = match channel {
            Channel::Phone => CALLS,
            Channel::Email => MAILS,
            Channel::Chat => CHATS,
        };
        let account = [luck.pick(came), account, luck.pick(WISHES)].join(" ");
        (gaps.fill(subject), gaps.fill(account.trim_end()))
    }

    pub(super) fn answer(&self, gaps: &Gaps, luck: &mut Luck) -> String {
        gaps.fill(luck.pick(self.answers))
    }
}

/// Why a ticket is escalated.
pub(super) fn why(luck: &mut Luck) -> Option<String> {
    luck.chance(85).then(|| luck.pick(WHYS).to_owned())
}

/// What a colleague notes.
pub(super) fn note(gaps: &Gaps, luck: &mut Luck) -> String {
    gaps.fill(luck.pick(COMMENTS))
}

/// Whether a note says that a photo has come.
pub(super) fn speaks_of_a_photo(note: &str) -> bool {
    note.starts_with("Photo received")
}

/// What a lead answers.
pub(super) fn decision(gaps: &Gaps, luck: &mut Luck) -> String {
    gaps.fill(luck.pick(LEADS))
}
