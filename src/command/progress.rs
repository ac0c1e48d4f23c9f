//! That a run goes on, in a terminal, once it has taken a second. In a pipe there is nothing.

use std::{
    io::{self, IsTerminal as _},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

/// How long a run may take before anything is shown.
const QUIET: Duration = Duration::from_secs(1);
/// How often what is shown moves.
const TICK: Duration = Duration::from_millis(120);

/// Runs something, and shows what it is and for how long where somebody waits.
pub(super) fn shown<T>(what: &'static str, run: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return run();
    }
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        scope.spawn(move || {
            if is_done.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner();
            // A template of its own words always is one.
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {elapsed}") {
                bar.set_style(style);
            }
            bar.set_message(what);
            bar.enable_steady_tick(TICK);
            // Until the run has ended.
            let _ = is_done.recv();
            bar.finish_and_clear();
        });
        let result = run();
        drop(done);
        result
    })
}
