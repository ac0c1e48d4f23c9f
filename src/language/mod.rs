//! What a mapping of the rule language may hold, declared once.
