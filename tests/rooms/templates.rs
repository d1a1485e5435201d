//! Templates import too: a page that extends, includes or calls into a higher room turns the house upside down.
//! Reads askama's tags only.

use crate::floors::{home_of, may_use};
use crate::tree::{Fault, Text};

/// Template paths and crate paths in a template, and the template a Rust page names, that are not from here or below.
pub fn faults(file: &Text) -> Vec<Fault> {
    let template = file.path.ends_with(".html");
    let marks: &[&str] =
        if template { &["extends \"", "include \"", "import \"", "crate::"] } else { &["template(path = \""] };
    let home = home_of(&file.path);
    let mut faults = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        for mark in marks {
            for (start, _) in line.match_indices(mark) {
                let rest = &line[start + mark.len()..];
                let target: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !may_use(home, &target) {
                    let says = format!(
                        "`{home}` takes `{target}` into its page: a page uses its own room and lower floors only"
                    );
                    faults.push(Fault::new(&file.path, at + 1, says));
                }
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_uses_lower_floors_only() {
        let low = "{% extends \"platform/web/layout.html\" %}\n{% include \"tickets/row.html\" %}";
        assert_eq!(faults(&Text::new("src/tickets/worklist.html", low)), []);
        assert_eq!(faults(&Text::new("src/parties/search.html", low)).len(), 1);
        assert_eq!(faults(&Text::new("src/parties/a.html", "{{ crate::tickets::due() }}"))[0].line, 1);
        let page = "#[template(path = \"tickets/row.html\")]\nstruct P;";
        assert_eq!(faults(&Text::new("src/home/today.rs", page)), []);
        assert_eq!(faults(&Text::new("src/people/a.rs", page)).len(), 1);
    }
}
