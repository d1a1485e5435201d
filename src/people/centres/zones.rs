//! Time zones as people type them: by their IANA name in any case, or by the city that ends it. It knows no call centre.

use crate::platform::refusal::Complaint;
use jiff::tz::TimeZone;

/// The zones that are offered: those of places.
pub(super) fn offered() -> Vec<String> {
    let mut names: Vec<String> =
        jiff::tz::db().available().map(|name| name.to_string()).filter(|name| is_place(name)).collect();
    names.sort_unstable();
    names
}

fn is_place(name: &str) -> bool {
    let areas =
        ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
    areas.iter().any(|area| name.starts_with(area))
}

/// The zone that was meant, as its name is written.
pub(super) fn meant(typed: &str) -> Result<String, Complaint> {
    let typed = typed.trim();
    let found = if typed.contains('\0') { None } else { TimeZone::get(typed).ok().filter(|zone| !zone.is_unknown()) };
    if let Some(name) = found.as_ref().and_then(TimeZone::iana_name) {
        return Ok(name.to_owned());
    }
    let city = typed.replace(' ', "_");
    let mut named =
        offered().into_iter().filter(|name| name.rsplit('/').next().is_some_and(|end| end.eq_ignore_ascii_case(&city)));
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Complaint::whole("centres-zone-unknown")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_or_its_city() {
        for (typed, zone) in [
            ("America/Toronto", "America/Toronto"),
            (" america/toronto ", "America/Toronto"),
            ("toronto", "America/Toronto"),
            ("St Johns", "America/St_Johns"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(meant(typed).unwrap(), zone, "{typed}");
        }
        for nowhere in ["", "Mars/Olympus", "Etc/Unknown", "a\0b", "../../etc/passwd", "שלום"] {
            assert_eq!(meant(nowhere).unwrap_err().key, "centres-zone-unknown", "{nowhere}");
        }
        assert!(offered().len() > 300);
    }
}
