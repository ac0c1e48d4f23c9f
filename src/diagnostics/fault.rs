//! Why a file or a port could not be used, in plain words.

use std::io::{Error, ErrorKind};

/// What goes after `could not be read:` or `could not be written:`, with no full stop.
pub fn plain_words(fault: &Error) -> &'static str {
    match fault.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "part of its name is a file, where a folder is needed",
        ErrorKind::PermissionDenied => "you are not allowed to do that",
        ErrorKind::AlreadyExists => "something of that name stands there already",
        ErrorKind::InvalidData => "it is not UTF-8 text",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::ResourceBusy => "another disk is mounted there, or another program holds it",
        ErrorKind::CrossesDevices => "it is on another disk",
        ErrorKind::AddrInUse => "another program uses it",
        _ => "the computer did not say why in words",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_fault_is_told_by_its_number() {
        for number in 1..140 {
            let words = plain_words(&Error::from_raw_os_error(number));
            assert!(!words.contains("os error"), "{words}");
        }
        let denied = Error::from(ErrorKind::PermissionDenied);
        assert_eq!(plain_words(&denied), "you are not allowed to do that");
    }
}
