//! What customers ask and what is answered, by type of inquiry: sentences with gaps, which a demo fills in. They are
//! data as a desk would hold it, so they stand in no catalogue.

use super::luck::Luck;

/// What is said about inquiries of one type.
pub(super) struct Topic {
    /// The inquiry type's id.
    pub(super) type_id: i64,
    /// How often it comes, against the others.
    pub(super) weight: usize,
    pub(super) subjects: &'static [&'static str],
    pub(super) accounts: &'static [&'static str],
    pub(super) answers: &'static [&'static str],
}

const CALLS: &[&str] = &[
    "{who} called about this.",
    "{who} wrote in.",
    "{who} is on the line for the second time.",
    "Received by mail from {who}.",
    "{who} left a voice message.",
];

const WISHES: &[&str] = &[
    "Would like to be called back {when}.",
    "Please answer by mail.",
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
        subjects: &[
            "Unhappy with the service on order {order}",
            "Complaint: {product} arrived open",
            "Third wrong delivery in a row",
            "Rude answer from the chat",
        ],
        accounts: &[
            "The {product} leaked and spoilt everything else in the box.",
            "Ordered three times and got the wrong {product} each time.",
            "Says nobody called back although it was promised twice.",
            "Feels that the price of {amount} was not what the web site showed.",
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
        subjects: &[
            "Account blocked after the address change",
            "Cannot order: account on hold",
            "Please block the account, card stolen",
        ],
        accounts: &[
            "Every order is refused with 'account on hold'. The last invoice of {amount} is paid.",
            "The block was set {when} and nobody knows by whom.",
            "The card was stolen; no order may leave before they call again.",
        ],
        answers: &[
            "Block removed; the payment had come in under another number.",
            "Blocked as asked, and a note set.",
            "Accounts confirm the payment; released.",
        ],
    },
    Topic {
        type_id: 3,
        weight: 22,
        subjects: &[
            "Where is order {order}?",
            "Order {order} not delivered",
            "Tracking of {order} has not moved",
            "Parcel marked delivered, not there",
            "Delivery date of the {product}",
        ],
        accounts: &[
            "Order {order} was due {when} and has not come.",
            "The tracking says delivered, but neither they nor the neighbours have it.",
            "Tracking {code} has shown the same depot for five days.",
            "Only one of two parcels came; the {product} is missing.",
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
        subjects: &[
            "Cancel order {order}",
            "Change the address of order {order}",
            "Add {product} to order {order}",
            "Ordered twice by mistake",
        ],
        accounts: &[
            "Please cancel; the {product} was ordered twice.",
            "Ship to the office instead of the home address.",
            "Wants two more {product} in the same parcel, if it has not left.",
            "The autoship should skip one month.",
        ],
        answers: &[
            "Cancelled before it left the warehouse.",
            "Address changed; the new label is printed.",
            "Too late: it had left. Told them how to refuse the parcel.",
        ],
    },
    Topic {
        type_id: 5,
        weight: 10,
        subjects: &[
            "Refund for order {order}",
            "Charged twice, {amount}",
            "Credit note is missing",
            "Refund of {amount} not on the card",
        ],
        accounts: &[
            "The return arrived at the warehouse on the {day}th, but the {amount} has not come back.",
            "{amount} was taken twice on the same day.",
            "Was promised a credit note for the broken {product}.",
        ],
        answers: &[
            "Refund of {amount} released, three to five days.",
            "The second charge was a reservation; it has lapsed.",
            "Credit note sent by mail.",
        ],
    },
    Topic {
        type_id: 6,
        weight: 8,
        subjects: &[
            "Question about invoice {code}",
            "Card is refused",
            "Invoice without tax number",
            "Change to monthly billing",
        ],
        accounts: &[
            "The invoice shows {amount}, the order {order} says otherwise.",
            "Three cards were refused; the bank says it is not them.",
            "Needs the invoice with the company's tax number for the accountant.",
        ],
        answers: &[
            "Corrected invoice sent.",
            "The card had expired; a new one is stored.",
            "Explained the difference: it is the shipping.",
        ],
    },
    Topic {
        type_id: 7,
        weight: 9,
        subjects: &[
            "Cannot log in",
            "Password mail does not arrive",
            "Shop cart is emptied at the checkout",
            "Error page in the back office",
        ],
        accounts: &[
            "The mail for a new password never comes, also not as spam.",
            "After the update the cart is empty as soon as one pays.",
            "Sees 'session expired' on every second page, with two browsers.",
        ],
        answers: &[
            "The address had a typing mistake; corrected, they are in.",
            "Known fault; the shop team mended it today.",
            "Walked them through it on the telephone.",
        ],
    },
    Topic {
        type_id: 8,
        weight: 8,
        subjects: &[
            "Return of {product}",
            "Return label for order {order}",
            "Damaged {product}",
            "Wrong size, please exchange",
        ],
        accounts: &[
            "The {product} came broken; photo follows.",
            "Needs a label; the box is packed.",
            "Opened, used twice, and has a rash. Wants to send it back.",
        ],
        answers: &[
            "Label sent by mail.",
            "Exchange is on its way as order {order}.",
            "No need to send it back; {amount} refunded.",
        ],
    },
    Topic {
        type_id: 9,
        weight: 8,
        subjects: &[
            "Commission of last month",
            "Bonus is missing for {who}",
            "Payout of {amount} not received",
            "Rank was not counted",
        ],
        accounts: &[
            "By their count the commission should be {amount} more.",
            "Two orders of the group were booked after the close of the month.",
            "The payout went to the old bank account.",
        ],
        answers: &[
            "Recounted: {amount} come with the next run.",
            "The orders fell into the next month; explained.",
            "Paid again to the right account.",
        ],
    },
    Topic {
        type_id: 10,
        weight: 4,
        subjects: &["New distributor: {who}", "Enrolment stuck at step 3", "Wrong sponsor on the application"],
        accounts: &[
            "The application asks for a sponsor number and refuses the right one.",
            "Enrolled under the wrong sponsor {when}; it must be changed within the week.",
            "Wants to join with a starter kit and pay on delivery.",
        ],
        answers: &[
            "Enrolled; welcome mail is out.",
            "Sponsor corrected with the consent of both.",
            "Explained the papers that are still needed.",
        ],
    },
    Topic {
        type_id: 11,
        weight: 7,
        subjects: &["New address", "Change of name after the wedding", "New bank account", "Add a second contact"],
        accounts: &[
            "Moves {when}; all parcels after that go to the new address.",
            "Sent the certificate; the name should change on account and cheques.",
            "New bank details by mail, form is attached.",
        ],
        answers: &[
            "Changed, and confirmed by mail.",
            "Asked for the certificate; received; changed.",
            "Done; the next payout goes to the new account.",
        ],
    },
    Topic {
        type_id: 12,
        weight: 6,
        subjects: &[
            "Is the {product} vegan?",
            "{product}: allergy to nuts",
            "When is the {product} back?",
            "How to use the {product}",
        ],
        accounts: &[
            "A customer with a nut allergy asks what is in the {product}.",
            "The {product} has been out of stock for three weeks.",
            "The leaflet says twice a day, the web site once.",
        ],
        answers: &[
            "Sent the data sheet.",
            "Back in stock from next week.",
            "Once a day; the leaflet is being corrected.",
        ],
    },
    Topic {
        type_id: 13,
        weight: 5,
        subjects: &["Coupon is not accepted", "Free {product} did not come", "Terms of the spring offer"],
        accounts: &[
            "The code {code} is refused although the mail says it holds until the {day}th.",
            "The third {product} should have been free and was charged with {amount}.",
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
        subjects: &["Tax slip for last year", "Wrong amount on the tax slip", "Tax slip went to the old address"],
        accounts: &["The accountant needs it {when}.", "It shows {amount}; the statements add up to less."],
        answers: &["Copy sent by registered mail.", "Corrected slip issued."],
    },
    Topic {
        type_id: 15,
        weight: 3,
        subjects: &[
            "Speaker for a meeting",
            "Question about the event",
            "Lost jacket at the convention",
            "Wants to talk to marketing",
        ],
        accounts: &[
            "Plans a meeting with 40 people and asks for brochures.",
            "Did not say what it is about; wants to be called back.",
            "Left something at the convention.",
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
    year: String,
    day: String,
}

impl Gaps {
    pub(super) fn draw(who: &str, luck: &mut Luck) -> Self {
        let whens = ["tomorrow", "on Monday", "by Friday", "this week", "within two days", "this afternoon"];
        Self {
            who: who.to_owned(),
            order: luck.between(4_000_000, 4_999_999).to_string(),
            code: format!("{:07X}", luck.below(0xFFF_FFFF)),
            amount: format!("{}.{:02}", luck.between(8, 640), luck.below(100)),
            product: luck.pick(PRODUCTS),
            when: luck.pick(&whens),
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

    pub(super) fn subject(&self, gaps: &Gaps, luck: &mut Luck) -> String {
        gaps.fill(luck.pick(self.subjects))
    }

    pub(super) fn account(&self, gaps: &Gaps, luck: &mut Luck) -> String {
        let said = [luck.pick(CALLS), luck.pick(self.accounts), luck.pick(WISHES)].join(" ");
        gaps.fill(said.trim_end())
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

/// What a lead answers.
pub(super) fn decision(gaps: &Gaps, luck: &mut Luck) -> String {
    gaps.fill(luck.pick(LEADS))
}
