//! Lines of CSV (RFC 4180), safe to open in a spreadsheet.

use upfront_engine::{Amount, Decimal};

/// How an amount is published, as a column says it: `exact`, `up to`, `not published`.
pub(crate) const fn kind(amount: Amount) -> &'static str {
    match amount {
        Amount::Exact(_) => "exact",
        Amount::UpTo(_) => "up to",
        Amount::Between(..) => "range",
        Amount::From(_) => "from",
        Amount::CaseByCase => "case by case",
        Amount::NotPublished => "not published",
        Amount::NotKnown(..) => "not known here",
        Amount::NoLimit => "no limit",
    }
}

/// Fields as a line of CSV; those with a comma, a quote or a line break in quotes. A text that a spreadsheet would run as
/// a formula has an apostrophe before it, and a number stays one.
pub(crate) fn line(fields: &[&str]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|field| {
            let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r'])
                && field.parse::<Decimal>().is_err();
            let field = &if is_formula {
                format!("'{field}")
            } else {
                (*field).to_owned()
            };
            if field.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        })
        .collect();
    fields.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_a_number_stays_one() {
        assert_eq!(
            line(&["=1+1", "+x", "-cmd", "@y", "\tz", "-5", "-12.50", "£5"]),
            "'=1+1,'+x,'-cmd,'@y,'\tz,-5,-12.50,£5\r\n"
        );
        assert_eq!(line(&["\rz", "=a,b"]), "\"'\rz\",\"'=a,b\"\r\n");
    }
}
