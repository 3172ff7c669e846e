"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

existing_path = click.Path(path_type=Path, readable=False)
"""A path; whether it exists is for the operation to say, in its own words."""

database = click.argument("db", type=existing_path, metavar="HO_SO")
as_json = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON.")


def signing_options(command: Any) -> Any:
    """Add the options that name a key: a PKCS#12 file, or a token."""
    options = (
        click.option("--sign-p12", type=existing_path, help="Tệp khóa PKCS#12 (.p12, .pfx)."),
        click.option("--password-file", type=existing_path, help="Tệp chứa mật khẩu của khóa."),
        click.option("--sign-pkcs11", type=existing_path, help="Thư viện PKCS#11 của token."),
        click.option("--token", help="Nhãn của token."),
        click.option("--pin-file", type=existing_path, help="Tệp chứa mã PIN."),
        click.option("--cert-label", help="Nhãn chứng thư số trên token."),
    )
    for option in reversed(options):
        command = option(command)
    return command
