//! How long a file, a function, a handler and a script may be. Reads line counts and syntax spans only.

use crate::tree::{Fault, Text};
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const FILE: usize = 500;
const MEDIAN: usize = 120;
const FUNCTION: usize = 80;
const HANDLER: usize = 40;
const SCRIPT: usize = 150;
const SCRIPTS: usize = 1500;

/// Files longer than a file may be.
pub fn lengths(files: &[Text]) -> Vec<Fault> {
    let long = files.iter().filter(|file| file.text.lines().count() > FILE);
    long.map(|file| Fault::new(&file.path, FILE + 1, format!("longer than {FILE} lines: split it by capability")))
        .collect()
}

/// The median of all files at once.
pub fn median(files: &[Text]) -> Vec<Fault> {
    let mut lines: Vec<usize> = files.iter().map(|file| file.text.lines().count()).collect();
    lines.sort_unstable();
    match lines.get(lines.len() / 2) {
        Some(middle) if *middle > MEDIAN => {
            vec![Fault::new(
                "src",
                1,
                format!("the median file has {middle} lines, more than {MEDIAN}: split the long ones"),
            )]
        }
        _ => Vec::new(),
    }
}

/// A file that does not open with `//!`.
pub fn opening(file: &Text) -> Option<Fault> {
    let says = "does not open with `//!`: say what the file is for and what it must not know";
    (!file.text.starts_with("//! ")).then(|| Fault::new(&file.path, 1, says))
}

/// Functions and handlers longer than they may be, from `fn` to the closing brace.
pub fn functions(file: &Text) -> Vec<Fault> {
    let Ok(syntax) = syn::parse_file(&file.text) else {
        return vec![Fault::new(&file.path, 1, "does not parse")];
    };
    let mut measure = Measure { path: &file.path, faults: Vec::new() };
    measure.visit_file(&syntax);
    measure.faults
}

/// Script modules that are too long, or too many.
pub fn scripts(files: &[Text]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut total = 0;
    for file in files {
        let lines = file.text.lines().count();
        total += lines;
        if lines > SCRIPT {
            faults.push(Fault::new(&file.path, SCRIPT + 1, format!("a script module has at most {SCRIPT} lines")));
        }
    }
    if total > SCRIPTS {
        faults.push(Fault::new(
            "assets",
            1,
            format!("{total} lines of script in all, more than {SCRIPTS}: let the platform do it"),
        ));
    }
    faults
}

struct Measure<'a> {
    path: &'a str,
    faults: Vec<Fault>,
}

impl Measure<'_> {
    fn take(&mut self, signature: &syn::Signature, public: bool, whole: Span) {
        let first = signature.span().start().line;
        let lines = whole.end().line - first + 1;
        let handler = public && signature.asyncness.is_some() && signature.inputs.iter().any(takes_state);
        let (kind, budget) = if handler { ("handler", HANDLER) } else { ("function", FUNCTION) };
        if lines > budget {
            let says = format!("`{}` has {lines} lines; a {kind} has at most {budget}", signature.ident);
            self.faults.push(Fault::new(self.path, first, says));
        }
    }
}

fn takes_state(input: &syn::FnArg) -> bool {
    let syn::FnArg::Typed(typed) = input else { return false };
    matches!(&*typed.pat, syn::Pat::TupleStruct(pattern) if pattern.path.segments.last().is_some_and(|last| last.ident == "State"))
}

impl<'ast> Visit<'ast> for Measure<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        let public = !matches!(function.vis, syn::Visibility::Inherited);
        self.take(&function.sig, public, function.block.span());
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.take(&function.sig, false, function.block.span());
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        self.take(&function.sig, false, function.span());
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Text {
        Text::new("src/a.rs", &"//! x\n".repeat(count))
    }

    fn function(head: &str, count: usize) -> Vec<Fault> {
        functions(&Text::new("src/a.rs", &format!("{head} {{\n{}}}\n", "f();\n".repeat(count - 2))))
    }

    #[test]
    fn long_files_and_a_long_median_are_found() {
        assert_eq!(lengths(&[lines(500)]), []);
        assert_eq!(lengths(&[lines(501)]).len(), 1);
        assert_eq!(median(&[]), []);
        assert_eq!(median(&[lines(10), lines(120), lines(400)]), []);
        assert_eq!(median(&[lines(10), lines(121), lines(400)]).len(), 1);
    }

    #[test]
    fn a_file_opens_with_its_purpose() {
        assert!(opening(&Text::new("src/a.rs", "use x;\n")).is_some());
        assert!(opening(&Text::new("src/a.rs", "//! Does x.\n")).is_none());
    }

    #[test]
    fn long_functions_and_handlers_are_found() {
        assert_eq!(function("fn f()", 80), []);
        assert_eq!(function("fn f()", 81)[0].says, "`f` has 81 lines; a function has at most 80");
        assert_eq!(function("pub async fn f(n: u8)", 80), []);
        assert_eq!(function("pub async fn f(State(app): State<App>)", 40), []);
        assert!(function("pub async fn f(State(app): State<App>)", 41)[0].says.contains("handler"));
        let method = format!("impl X {{\nfn f() {{\n{}}}\n}}", "f();\n".repeat(79));
        assert_eq!(functions(&Text::new("src/a.rs", &method))[0].line, 2);
    }

    #[test]
    fn long_scripts_are_found() {
        assert_eq!(scripts(&vec![lines(150); 10]), []);
        assert_eq!(scripts(&[lines(151)]).len(), 1);
        assert_eq!(scripts(&vec![lines(150); 11]).len(), 1);
    }
}
