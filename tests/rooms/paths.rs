//! Collects every path into the crate that a source file names, in `use` trees, expressions, types, attributes and
//! macro calls, resolved to the crate's root. Judges none of them.

use crate::tokens;
use proc_macro2::{Span, TokenStream};
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// A path into the crate: `crate::tickets::Ticket` has the segments `tickets` and `Ticket`; `*` stands for a glob.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub segments: Vec<String>,
    pub line: usize,
    /// Named by test code only (below `#[cfg(test)]`).
    pub in_test: bool,
}

/// Every path into the crate that the file at `path` names. A file that does not parse is the compiler's to report:
/// the error is returned as it is.
pub fn named_by(path: &str, text: &str) -> syn::Result<Vec<Named>> {
    let file = syn::parse_file(text)?;
    let mut reader = Reader {
        module: module_of(path),
        in_test: path.ends_with("tests.rs") || path.contains("/tests/"),
        named: Vec::new(),
    };
    reader.visit_file(&file);
    Ok(reader.named)
}

/// The module a file holds: `src/tickets/claiming.rs` is `tickets::claiming`, `src/tickets/mod.rs` is `tickets`, and
/// `src/tickets/claiming_tests.rs` is `tickets::claiming::tests`, put beside by a `#[path]`.
pub fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        module.pop();
    }
    if let Some(tested) = module.last().and_then(|last| last.strip_suffix("_tests")).map(str::to_owned) {
        module.pop();
        module.extend([tested, "tests".into()]);
    }
    module
}

struct Reader {
    module: Vec<String>,
    in_test: bool,
    named: Vec<Named>,
}

impl Reader {
    /// Resolves a written path against the module it stands in; a path that starts elsewhere (a child module, another
    /// crate, an imported name) cannot leave the room except through an import that is itself seen.
    fn take(&mut self, written: &[String], span: Span) {
        let Some(segments) = resolve(&self.module, written) else {
            return;
        };
        self.named.push(Named { segments, line: span.start().line, in_test: self.in_test });
    }

    fn take_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &dyn ToString| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.take_tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) if name.ident == "self" => self.take(before, name.ident.span()),
            UseTree::Name(name) => self.take(&with(&name.ident), name.ident.span()),
            UseTree::Rename(name) if name.ident == "self" => self.take(before, name.ident.span()),
            UseTree::Rename(name) => self.take(&with(&name.ident), name.ident.span()),
            UseTree::Glob(glob) => self.take(&with(&"*"), glob.star_token.spans[0]),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.take_tree(before, item)),
        }
    }

    fn take_tokens(&mut self, tokens: TokenStream) {
        for (written, span) in tokens::crate_paths(tokens) {
            self.take(&written, span);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.take_tree(&[], &item.tree);
        visit::visit_visibility(self, &item.vis);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let written: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.take(&written, first.ident.span());
        }
        visit::visit_path(self, path);
    }

    /// `pub(crate)` and `pub(super)` say who may look in, not what is used.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.take_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.take_tokens(list.tokens.clone());
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let before = self.in_test;
        self.in_test |= item.attrs.iter().any(tokens::is_cfg_test);
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
        self.in_test = before;
    }
}

fn resolve(module: &[String], written: &[String]) -> Option<Vec<String>> {
    let mut base = match written.first()?.as_str() {
        // The binary and the integration tests see the library under its own name.
        "crate" | "watchdesk" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len().saturating_sub(1)].to_vec(),
        _ => return None,
    };
    for segment in &written[1..] {
        match segment.as_str() {
            "super" => {
                base.pop();
            }
            "self" => {}
            name => base.push(name.into()),
        }
    }
    Some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let named = named_by(path, text).expect("the sample parses");
        named.iter().map(|named| format!("{}@{}", named.segments.join("::"), named.line)).collect()
    }

    #[test]
    fn groups_globs_and_renames_are_seen_each_at_its_line() {
        let text = "use crate::{\n    parties::{self, Party as P},\n    tickets::*,\n};\n";
        assert_eq!(found("src/people/a.rs", text), ["parties@2", "parties::Party@2", "tickets::*@3"]);
    }

    #[test]
    fn super_chains_are_resolved_through_inline_modules() {
        let text = "mod inner { use super::super::super::tickets::X; use super::y; }";
        assert_eq!(found("src/people/a.rs", text), ["tickets::X@1", "people::a::y@1"]);
        assert_eq!(found("src/people/mod.rs", "use super::mail::M;"), ["mail::M@1"]);
        assert_eq!(found("src/people/a_tests.rs", "use super::super::b;"), ["people::b@1"]);
    }

    #[test]
    fn inline_paths_in_types_expressions_patterns_and_bounds_are_seen() {
        let text = "fn f<T: crate::a::B>(x: Vec<crate::c::D>) -> u8 { if let crate::e::F = g { crate::h::i() } 0 }";
        assert_eq!(found("src/people/a.rs", text), ["a::B@1", "c::D@1", "e::F@1", "h::i@1"]);
    }

    #[test]
    fn macro_calls_macro_bodies_and_attributes_are_seen() {
        let text = "macro_rules! m { () => { $crate::tickets::X } }\n\
                    fn f() { println!(\"{}\", crate::mail::y); vec![{ use crate::{home::Z, reports}; }]; }\n\
                    #[serde(with = \"crate::parties::number\")]\nstruct S;\n\
                    #[derive(crate::commerce::D)]\nstruct T;\n";
        let seen = found("src/people/a.rs", text);
        let wanted = ["tickets@1", "mail@2", "home@2", "reports@2", "parties@3", "commerce@5"];
        assert_eq!(seen, wanted);
    }

    #[test]
    fn visibility_is_no_import_and_test_code_is_marked() {
        let text =
            "pub(crate) fn f() {}\npub(in crate::mail) fn g() {}\n#[cfg(test)] mod tests { use crate::home::H; }";
        let named = named_by("src/people/a.rs", text).expect("the sample parses");
        assert_eq!(named.len(), 1);
        assert!(named[0].in_test);
    }
}
