//! Documents that the program writes about itself and that are kept beside the code, so that a change of them is seen
//! in review. Knows no document.

use std::path::Path;

/// Fails where the kept document says something else; `WATCHDESK_BLESS=1` keeps the new one instead.
#[track_caller]
pub fn kept(path: &str, now: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let before = std::fs::read_to_string(&place).unwrap_or_default();
    if before == now {
        return;
    }
    if std::env::var("WATCHDESK_BLESS").is_ok_and(|blessed| blessed == "1") {
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        return std::fs::write(&place, now).expect("written");
    }
    let (line, (was, is)) = first_difference(&before, now);
    panic!(
        "{path} is not what the table of routes says. If you meant this change, run the tests with WATCHDESK_BLESS=1 \
         and commit the file. The first difference is in line {line}:\n- {was}\n+ {is}"
    );
}

fn first_difference<'a>(before: &'a str, now: &'a str) -> (usize, (&'a str, &'a str)) {
    let mut lines = (before.lines(), now.lines());
    for line in 1.. {
        match (lines.0.next(), lines.1.next()) {
            (None, None) => break,
            (was, is) if was == is => {}
            (was, is) => return (line, (was.unwrap_or("(the end)"), is.unwrap_or("(the end)"))),
        }
    }
    (0, ("(line ends)", "(line ends)"))
}
