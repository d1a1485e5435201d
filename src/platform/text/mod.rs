//! Words and the handling of what people type: the catalogue, checks on input, folding for search, sort keys, links.
//! It must not know any business noun, nor how a page is laid out.

pub mod arg;
pub mod catalogue;
pub mod clean;
pub mod fold;
pub mod known;
pub mod links;
pub mod numbers;
pub mod sizes;
pub mod sorting;
pub mod texts;
pub mod times;

pub use arg::Arg;
pub use catalogue::{Catalogue, CatalogueFault};
pub use fold::{fold, name_key, words, words_to_index};
pub use links::{Linked, linked};
pub use sorting::{sort_key, sort_key_text};
pub use texts::Texts;
