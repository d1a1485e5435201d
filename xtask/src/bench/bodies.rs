//! What is sent to a desk: new tickets, comments and files, each another than the one before. Knows no address.

use super::json::Json;

/// A new inquiry about a party, as JSON.
pub fn new_ticket(party: i64, number: usize) -> String {
    let what = Json::Text(what(number)).line();
    let escalate = escalate(number);
    format!("{{\"party\":{party},\"type\":3,\"what\":{what},\"due\":1,\"escalate\":\"{escalate}\"}}")
}

/// The same with a file of two kilobytes, as a browser without script sends it.
pub fn filed_ticket(party: i64, number: usize, run: u64) -> Vec<u8> {
    let (party, what) = (party.to_string(), what(number));
    let fields = [("party", &*party), ("type", "3"), ("what", &*what), ("due", "1"), ("escalate", escalate(number))];
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body +=
        &format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"list {number}.csv\"\r\n\r\n");
    let mut body = body.into_bytes();
    body.extend(content(run.wrapping_add(number as u64), 2_000));
    body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
    body
}

/// What stands between the parts of such a form.
pub const EDGE: &str = "----watchdesk-bench";

/// A comment, as JSON.
pub fn comment(number: usize) -> String {
    let said = format!("Called back for the {number}th time; the parcel should arrive within two days.");
    Json::Object(vec![("comment".into(), Json::Text(said))]).line()
}

/// So many bytes that no other seed gives (xorshift).
pub fn content(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // Plain text, in which the edge of a form never stands.
        b'a' + (state >> 32) as u8 % 26
    };
    (0..length).map(|_| next()).collect()
}

/// A UUID that no other request of this or another run has.
pub fn key(run: u64, number: usize) -> String {
    format!("{:08x}-{:04x}-4{:03x}-8{:03x}-{number:012x}", run >> 32, run >> 16 & 0xffff, run >> 4 & 0xfff, run & 0xfff)
}

fn what(number: usize) -> String {
    format!("Parcel {number} has not arrived\nThe customer waits since Monday and asks where it is.")
}

/// Half are escalated, half are records of one's own; type 3 is the status of an order.
const fn escalate(number: usize) -> &'static str {
    if number.is_multiple_of(2) { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_uuids_and_all_different() {
        assert_eq!(key(0x0123_4567_89ab_cdef, 255), "01234567-89ab-4cde-8def-0000000000ff");
        assert_ne!(key(1, 1), key(1, 2));
    }

    #[test]
    fn a_new_ticket_is_json() {
        let read = Json::read(new_ticket(12, 3).as_bytes()).unwrap();
        assert_eq!((read.at("party").whole(), read.at("escalate").text()), (Some(12), Some("no")));
        assert!(Json::read(comment(7).as_bytes()).unwrap().at("comment").text().unwrap().contains("7th"));
    }

    #[test]
    fn a_filed_ticket_is_a_form_with_a_file_of_its_own() {
        let [first, second] = [1, 2].map(|number| String::from_utf8(filed_ticket(12, number, 9)).unwrap());
        assert!(first.contains("name=\"party\"\r\n\r\n12\r\n") && first.ends_with("--\r\n"), "{first}");
        assert_eq!(first.matches(EDGE).count(), 7);
        assert_ne!(first.rsplit("\r\n\r\n").next(), second.rsplit("\r\n\r\n").next());
        assert_eq!(content(1, 25_000).len(), 25_000);
    }
}
