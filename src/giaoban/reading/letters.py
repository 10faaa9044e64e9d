"""Vietnamese letters by case: in Unicode they alternate, so a range like À-Ỹ takes both."""

UP = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOW = "a-z" + UP[3:].lower()
"""Both stand inside a character class: f"[{UP}][{LOW}]*"."""
