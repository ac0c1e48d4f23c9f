//! A module of WebAssembly, made ready for a page.

use std::{fs, path::Path};

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::small_script;

/// Who starts a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// The page itself, in less code than the script would take.
    ByThePage,
    /// Its script.
    ByItsScript,
}

/// Makes a module ready for a page, as `NAME_bg.wasm` in a folder. Gives the script that calls it, made small. The sentence says
/// what kept it from that.
pub fn bound(module: &Path, folder: &Path, name: &str, started: Started) -> Result<String, String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .encode_into(EncodeInto::Always);
    let (made, script) = match started {
        Started::ByThePage => (bindgen.bundler(true), format!("{name}_bg.js")),
        Started::ByItsScript => {
            bindgen.omit_default_module_path(true);
            (bindgen.web(true), format!("{name}.js"))
        }
    };
    made.and_then(|bindgen| bindgen.generate(folder))
        .map_err(|fault| {
            format!(
                "{} could not be made ready for the browser: {fault:#}",
                module.display()
            )
        })?;
    let script = folder.join(script);
    let text = fs::read_to_string(&script)
        .map_err(|fault| format!("{} could not be read: {fault}", script.display()))?;
    Ok(small_script(&text))
}
