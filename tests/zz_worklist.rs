//! Temporary.
#![cfg(test)]
#[path = "support/mod.rs"]
mod support;
mod tickets {
    #[path = "../../it/tickets/many.rs"]
    mod many;
    #[path = "../../it/tickets/pencil.rs"]
    mod pencil;
    #[path = "../../it/tickets/worklist.rs"]
    mod worklist;
}
