//! What a shell and a manual say of the commands, and that a run in a pipe says only what it found.

use crate::support::{site::Site, tool::upfront};

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = upfront(&["completions", shell]);
        assert!(ran.succeeded(), "{}", ran.err);
        for command in ["init", "build", "check", "explain"] {
            assert!(ran.out.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn the_manual_has_a_page_for_all_and_one_for_each_command() {
    let all = upfront(&["man"]);
    assert!(all.out.contains(".TH upfront 1"), "{}", all.told());
    assert!(all.out.contains("upfront\\-build(1)"), "{}", all.told());
    let one = upfront(&["man", "check"]);
    assert!(one.out.contains("\\-\\-fix"), "{}", one.told());
    let none = upfront(&["man", "chek"]);
    assert!(none.err.contains("Did you mean check?"), "{}", none.told());
}

#[test]
fn a_run_in_a_pipe_says_nothing_of_how_far_it_is() {
    let site = Site::of_shire("steps: [{id: cost, sum: £5 a week}]\n");
    let ran = site.build(&["--as-of", "2026-04-06"]);
    assert!(!ran.told().contains(['\r', '\u{1b}']), "{:?}", ran.told());
}
