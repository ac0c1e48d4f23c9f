//! Where the rules that a page works with are kept: one page, one thread, one set of rules.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::throw_str;

use crate::Rules;

#[cfg(target_arch = "wasm32")]
mod kept {
    use alloc::boxed::Box;
    use once_cell::race::OnceBox;

    use super::Rules;

    static LOADED: OnceBox<Rules> = OnceBox::new();

    pub(crate) fn get() -> Option<Rules> {
        LOADED.get().copied()
    }

    pub(crate) fn set(rules: Rules) {
        if LOADED.set(Box::new(rules)).is_err() {
            super::throw_str("The rules have been loaded already.");
        }
    }
}

/// Tests load one after the other.
#[cfg(not(target_arch = "wasm32"))]
mod kept {
    use std::cell::Cell;

    use super::Rules;

    thread_local! {
        static LOADED: Cell<Option<Rules>> = const { Cell::new(None) };
    }

    pub(crate) fn get() -> Option<Rules> {
        LOADED.get()
    }

    pub(crate) fn set(rules: Rules) {
        LOADED.set(Some(rules));
    }
}

pub(crate) use kept::{get, set};
