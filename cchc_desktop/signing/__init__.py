"""Keys, visible signatures, signing and verification of PDF dossiers; the home of pyHanko."""

from __future__ import annotations

import logging

# Without a handler of our own, Python prints the libraries' warnings (with tracebacks about
# hostile files) on stderr; every one of them reaches the person as a finding or an error instead.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
