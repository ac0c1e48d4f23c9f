//! The codes by which other data knows a council.

use jiff::civil::Date;

/// The codes of a council.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// Its three letters in the list of local authorities that mySociety keeps; empty where they are not said.
    pub code: String,
    /// The codes of its area, the earliest first as they are written.
    pub gss: Vec<Gss>,
}

/// A code of an area, as the Office for National Statistics gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gss {
    /// A letter and eight digits.
    pub code: String,
    /// The first day of the area, where it is said.
    pub from: Option<Date>,
    /// Its last day, where it is said.
    pub to: Option<Date>,
}

/// Why a text is no code of the area of a council with adult social care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGss {
    /// It is not a letter and eight digits.
    Malformed,
    /// It is that of a district, whose county has adult social care.
    District,
    /// It is that of something else than a council.
    NoCouncil,
}

/// What the codes of councils with adult social care begin with: unitary, metropolitan, London, county, Wales, Scotland,
/// and the trusts and districts of Northern Ireland.
pub const AREAS_WITH_SOCIAL_CARE: [&str; 7] = ["E06", "E08", "E09", "E10", "W06", "S12", "N09"];

/// Reads the code of an area.
///
/// # Errors
///
/// Where it is none, or that of an area whose council has no adult social care: see [`NoGss`].
pub fn read_gss(text: &str) -> Result<String, NoGss> {
    let code = text.trim().to_ascii_uppercase();
    let mut signs = code.chars();
    let has_letter = signs.next().is_some_and(|sign| sign.is_ascii_uppercase());
    if !has_letter || code.len() != 9 || !signs.all(|sign| sign.is_ascii_digit()) {
        return Err(NoGss::Malformed);
    }
    if code.starts_with("E07") {
        return Err(NoGss::District);
    }
    if AREAS_WITH_SOCIAL_CARE
        .iter()
        .any(|begins| code.starts_with(begins))
    {
        Ok(code)
    } else {
        Err(NoGss::NoCouncil)
    }
}

/// Whether a text is three capital letters.
pub fn is_code(text: &str) -> bool {
    text.len() == 3 && text.chars().all(|sign| sign.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_district_is_refused_and_that_of_its_county_is_not() {
        assert_eq!(read_gss("E10000999"), Ok("E10000999".to_owned()));
        assert_eq!(read_gss(" w06000999 "), Ok("W06000999".to_owned()));
        assert_eq!(read_gss("E07000999"), Err(NoGss::District));
        assert_eq!(read_gss("E12000999"), Err(NoGss::NoCouncil));
        for text in [
            "",
            "E1000099",
            "E100009999",
            "110000999",
            "E10-00099",
            "É10000999",
        ] {
            assert_eq!(read_gss(text), Err(NoGss::Malformed), "{text}");
        }
    }
}
