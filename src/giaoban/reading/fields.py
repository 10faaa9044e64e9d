"""Names of the branches of the administration, as they follow Sở, Bộ, Phòng, Ngành."""

from __future__ import annotations

import re

# The State's branches over the years (decrees on specialised departments of provinces and
# districts: 24/2014, 37/2014, 107/2020, and the merged ones of 2025), with usual abbreviations.
_NAMES = """y tế|nội vụ|tài chính|tư pháp|công thương|xây dựng|ngoại vụ|ngoại giao|quốc phòng|công an|du lịch
kế hoạch và đầu tư|kế hoạch|kh&đt|khđt|tài chính - kế hoạch|giáo dục và đào tạo|giáo dục|gd&đt|gdđt|gd-đt
lao động - thương binh và xã hội|lao động, thương binh và xã hội|lao động thương binh và xã hội
lđtbxh|lđ-tb&xh|lđtb&xh|lđ-tbxh|lao động
nông nghiệp và phát triển nông thôn|nông nghiệp và môi trường|nông nghiệp|nn&ptnt|nnptnt|nn và ptnt|nn&mt
thông tin và truyền thông|tt&tt|tttt|văn hóa, thể thao và du lịch|văn hóa thể thao và du lịch
văn hóa, thể thao|văn hóa và thể thao|văn hóa và thông tin|văn hóa - thông tin|văn hóa - xã hội|vhttdl
văn hóa|vhtt&dl|vh,tt&dl|tài nguyên và môi trường|tn&mt|tnmt|giao thông vận tải|giao thông - vận tải|gtvt
khoa học và công nghệ|kh&cn|khcn|dân tộc và tôn giáo|dân tộc|thương mại|kinh tế|kinh tế - hạ tầng
kinh tế và hạ tầng|kinh tế, hạ tầng và đô thị|quản lý đô thị|thủy sản|thú y|bảo vệ thực vật|kiểm lâm
chăn nuôi và thú y|chăn nuôi|hải quan|thuế|ngân hàng|bảo hiểm xã hội|điện lực|đường sắt|hàng không|hàng hải
phòng bệnh|an toàn thực phẩm|y tế dự phòng|nghiệp vụ y|nghiệp vụ|dược|tổ chức|hành chính|kế hoạch - tài chính
nghiệp vụ y - dược|tổ chức - hành chính|tổ chức cán bộ|hành chính - tổng hợp|dịch vụ nông nghiệp
khuyến nông|dân số|văn thư|quân sự|biên phòng|thanh tra|tài nguyên|truyền thông|tuyên giáo
quản lý thị trường"""


def _pattern(name: str) -> str:
    """`và`, `&` and `-` change places in practice."""
    escaped = re.escape(name).replace(r"\ ", " ").replace(r"\-", "-")
    joined = re.sub(r" (?:và|-) ", r"(?: và | - |-| & |&|, )", escaped)
    return joined


_ALL = sorted({n.strip() for n in _NAMES.replace("\n", "|").split("|") if n.strip()}, key=len, reverse=True)
_FIELD = re.compile("(?:" + "|".join(_pattern(n) for n in _ALL) + r")(?!\w)")


def field_at(low: str, pos: int, end: int) -> int:
    """End of the branch named at `pos`, or -1."""
    found = _FIELD.match(low, pos, end)
    return found.end() if found else -1
