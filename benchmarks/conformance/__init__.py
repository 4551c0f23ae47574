"""What publishers' files hold, field by field, against what was loaded from them, by code that knows no reader."""
