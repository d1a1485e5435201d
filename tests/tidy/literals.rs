//! Words that hide from a look at the markup: quoted in a template's expressions, in `data-` attributes that scripts read
//! aloud, or in the scripts themselves. Knows how such words look, not what they say.

use crate::tree::{Fault, Text};

/// What a script writes where people read or hear it.
const SAYS: [&str; 7] =
    [".textContent = ", ".innerText = ", ".title = ", ".ariaLabel = ", ".placeholder = ", "'aria-label': ", "speak("];

/// Quoted words in `{{ … }}`, and `data-` attributes that hold more than names.
pub fn in_template(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        let expressions = line.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
        let quoted = expressions.flat_map(|inside| inside.split('"').skip(1).step_by(2));
        let data = line.split(" data-").skip(1).filter_map(|rest| rest.split_once("=\"")?.1.split('"').next());
        for text in quoted.chain(data).filter(|text| is_said(text)) {
            faults.push(Fault::new(&file.path, at + 1, format!("\"{text}\": words come from the catalogue")));
        }
    }
    faults
}

/// Words that a script has of its own.
pub fn in_script(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        let texts = SAYS.iter().filter_map(|says| line.split_once(says)).filter_map(|(_, rest)| {
            let quote = rest.chars().next().filter(|first| ['\'', '"', '`'].contains(first))?;
            rest[1..].split(quote).next()
        });
        let own =
            |text: &&str| text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2 && !text.contains("${");
        for text in texts.filter(own) {
            let says = format!("\"{text}\": a script's words come from the catalogue, in a data- attribute");
            faults.push(Fault::new(&file.path, at + 1, says));
        }
    }
    faults
}

/// A word with a capital, or a sentence; names of keys, files, classes and topics are small and alone. What a template
/// puts in says nothing by itself.
fn is_said(text: &str) -> bool {
    let bare = text.split("{{").next().unwrap_or_default();
    let is_word = |word: &str| word.chars().count() >= 2 && word.chars().all(char::is_alphabetic);
    bare.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| is_word(word))
        .any(|word| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_expressions_and_data_are_found() {
        let faults = |html: &str| in_template(&Text::new("src/a.html", html)).len();
        assert_eq!(faults("<p>{{ \"Inside\" }}</p>"), 1);
        assert_eq!(faults("<b>{{ frame.with_one(\"a-key\", \"name\", \"Nobody here\") }}</b>"), 1);
        assert_eq!(faults("<ul data-busy=\"Sending…\">"), 1);
        for good in [
            "{{ frame.say(\"ticket-status\") }} {{ asset(\"icons/sprite.svg\") }}#{{ x }}",
            "<ul data-live=\"tickets checks\" data-target=\"#list\" data-busy=\"{{ frame.say(\"web-busy\") }}\">",
        ] {
            assert_eq!(faults(good), 0, "{good}");
        }
    }

    #[test]
    fn words_of_scripts_are_found() {
        let faults = |script: &str| in_script(&Text::new("assets/js/a.js", script)).len();
        assert_eq!(faults("note.textContent = 'Sending it';\nspeak(\"Done\");"), 2);
        assert_eq!(faults("note.textContent = '';\nspeak(words);\nrow.title = row.dataset.title;"), 0);
    }
}
