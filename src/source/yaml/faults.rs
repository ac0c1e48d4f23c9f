//! What the parser stumbled over, in the kinds that can be told to people.

use granit_parser::ErrorKind;

use crate::source::syntax::Fault;

/// The kind of fault that an error of the parser is.
pub(super) fn fault(kind: &ErrorKind) -> Fault {
    use ErrorKind as E;
    match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => Fault::Tab,
        E::UnclosedQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidQuotedScalarIndent => Fault::OpenQuote,
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidFlowScalarIndent => Fault::OpenBracket,
        E::MismatchedFlowCollectionEnd { .. } => Fault::WrongBracket,
        E::MisplacedFlowCollectionEnd => Fault::StrayBracket,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            Fault::AfterQuote
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => Fault::Backslash,
        E::UnexpectedCharacter { .. }
        | E::MissingAnchorOrAliasName
        | E::InvalidBlockScalarHeader
        | E::ZeroBlockScalarIndent
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagTerminator
        | E::InvalidTagEscape
        | E::UndeclaredTagHandle => Fault::Start,
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::FlowMappingValueAdjacentCollection
        | E::InvalidMappingValueWhitespace => Fault::Colon,
        E::SimpleKeyExpected | E::InvalidSimpleKey => Fault::NoColon,
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidBlockScalarIndent
        | E::MappingKeyNotAllowed => Fault::Indentation,
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => Fault::Dash,
        E::RecursionLimitExceeded => Fault::Deep,
        _ => Fault::Other,
    }
}
