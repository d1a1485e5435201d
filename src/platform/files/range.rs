//! Which part of a content is asked for: one range of bytes, after RFC 9110, section 14. It must not know the content, nor
//! who may have it.

use axum::http::{HeaderMap, Method, header};
use object_store::GetRange;

/// The part that a request asks for of what now has this tag. Nothing where the whole is to be sent: nothing was asked,
/// several parts were, it cannot be read, or the part belongs to another state of it.
pub(super) fn asked(method: &Method, headers: &HeaderMap, tag: &str) -> Option<GetRange> {
    let mut ranges = headers.get_all(header::RANGE).iter();
    let range = ranges.next().filter(|_| method == Method::GET)?;
    if ranges.next().is_some() {
        return None;
    }
    // A date or a weak tag says too little to put parts together by.
    if headers.get(header::IF_RANGE).is_some_and(|state| state.as_bytes() != tag.as_bytes()) {
        return None;
    }
    read(range.to_str().ok()?)
}

fn read(value: &str) -> Option<GetRange> {
    let (unit, part) = value.split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    match part.trim_matches([' ', '\t']).split_once('-')? {
        ("", length) => Some(GetRange::Suffix(number(length)?)),
        (first, "") => Some(GetRange::Offset(number(first)?)),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            (first <= last).then(|| GetRange::Bounded(first..last.saturating_add(1)))
        }
    }
}

/// A number however large: no content has so many bytes.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(value: &str, size: u64) -> Option<Option<(u64, u64)>> {
        let range = read(value)?;
        Some(range.as_range(size).ok().filter(|part| !part.is_empty()).map(|part| (part.start, part.end)))
    }

    #[test]
    fn one_part_is_read() {
        for (value, found) in [
            ("bytes=0-0", (0, 1)),
            ("bytes=0-499", (0, 10)),
            ("bytes=9-", (9, 10)),
            ("BYTES= 2-4\t", (2, 5)),
            ("bytes=-3", (7, 10)),
            ("bytes=-99", (0, 10)),
            ("bytes=3-99999999999999999999999", (3, 10)),
        ] {
            assert_eq!(part(value, 10), Some(Some(found)), "{value}");
        }
        for beyond in ["bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(part(beyond, 10), Some(None), "{beyond}");
        }
        for whole in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=0-1,3-4",
            "bytes=0-1,",
            "bytes=5-4",
            "bytes=+1-2",
            "bytes=1--2",
            "bytes=0x1-2",
            "bytes=1 - 2",
            "lines=0-1",
            "bytes 0-1",
        ] {
            assert_eq!(part(whole, 10), None, "{whole}");
        }
    }

    #[test]
    fn parts_of_another_state_are_not_sent() {
        let asks = |method: Method, pairs: &[(header::HeaderName, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
            asked(&method, &pairs.collect(), "\"now\"").is_some()
        };
        let range = (header::RANGE, "bytes=0-1");
        assert!(asks(Method::GET, std::slice::from_ref(&range)));
        assert!(asks(Method::GET, &[range.clone(), (header::IF_RANGE, "\"now\"")]));
        assert!(!asks(Method::HEAD, std::slice::from_ref(&range)));
        for other in ["\"then\"", "W/\"now\"", "Sat, 21 Nov 2026 10:00:00 GMT"] {
            assert!(!asks(Method::GET, &[range.clone(), (header::IF_RANGE, other)]), "{other}");
        }
        let mut twice = HeaderMap::new();
        twice.append(header::RANGE, "bytes=0-1".parse().unwrap());
        twice.append(header::RANGE, "bytes=2-3".parse().unwrap());
        assert!(asked(&Method::GET, &twice, "\"now\"").is_none());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(first: u64, length in 1..=u64::MAX, size: u64) {
            let last = first.saturating_add(length - 1);
            let within = |from: u64, to: u64| Some((from < size && from < to).then_some((from, to.min(size))));
            prop_assert_eq!(part(&format!("bytes={first}-{last}"), size), within(first, last.saturating_add(1)));
            prop_assert_eq!(part(&format!("bytes={first}-"), size), within(first, size));
            prop_assert_eq!(part(&format!("bytes=-{length}"), size), within(size.saturating_sub(length), size));
        }

        #[test]
        fn a_part_lies_within_whatever_is_asked(value in "(bytes=)?[0-9,\\- a-z]{0,24}", size: u64) {
            if let Some(Some((start, end))) = part(&value, size) {
                prop_assert!(start < end && end <= size);
            }
        }
    }
}
