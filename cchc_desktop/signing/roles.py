"""Who signs a dossier, and in which field of the PDF."""

from __future__ import annotations

from typing import Final, Literal

Role = Literal["head", "agency"]
SignatureRole = Literal["head", "agency", "unknown"]

HEAD: Final = "head"
AGENCY: Final = "agency"
UNKNOWN: Final = "unknown"

HEAD_FIELD = "nguoi_ky"
AGENCY_FIELD = "co_quan"

FIELD_OF_ROLE: dict[Role, str] = {HEAD: HEAD_FIELD, AGENCY: AGENCY_FIELD}
EXPECTED_FIELDS = frozenset(FIELD_OF_ROLE.values())

_WORDS: dict[SignatureRole, str] = {
    HEAD: "người đứng đầu",
    AGENCY: "cơ quan",
    UNKNOWN: "không rõ vai trò",
}


def role_of_field(field_name: str) -> SignatureRole:
    """Tell whose signature a field of this name holds; ``unknown`` for a field not ours."""
    for role, name in FIELD_OF_ROLE.items():
        if name == field_name:
            return role
    return UNKNOWN


def role_words(role: SignatureRole) -> str:
    """Give the role as it is written in a sentence."""
    return _WORDS[role]
