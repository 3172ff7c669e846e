"""A token in software (SoftHSM2), filled with OpenSC's tools as an issuer would."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.certificates import IssuedKey

MODULES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    Path("/usr/lib64/pkcs11/libsofthsm2.so"),
)
SPIES = (
    Path("/usr/lib/x86_64-linux-gnu/pkcs11-spy.so"),
    Path("/usr/lib/x86_64-linux-gnu/pkcs11/pkcs11-spy.so"),
)
PIN = "482915"


@dataclass(frozen=True)
class SoftToken:
    """A token of its own under ``folder``; ``environment`` leads SoftHSM2 there."""

    module: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The variable that makes SoftHSM2 use this folder."""
        return {"SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}

    def prepare(self) -> None:
        """Write the configuration."""
        tokens = self.folder / "tokens"
        tokens.mkdir()
        (self.folder / "softhsm2.conf").write_text(f"directories.tokendir = {tokens}\n")

    def add_token(self, label: str) -> None:
        """Initialise one more token."""
        self._run("softhsm2-util", "--init-token", "--free", "--label", label, *_pins())

    def add_certificate(
        self, token: str, label: str, key_id: str, issued: IssuedKey, *, with_key: bool = True
    ) -> None:
        """Put a certificate, and its key, on a token."""
        certificate = self.folder / f"{key_id}.der"
        certificate.write_bytes(issued.certificate_der())
        tool = ["pkcs11-tool", "--module", str(self.module), "--token-label", token]
        login = ["--login", "--pin", PIN]
        self._run(
            *tool, *login, "--write-object", str(certificate), "--type", "cert",
            "--id", key_id, "--label", label,
        )  # fmt: skip
        if with_key:
            private = self.folder / f"{key_id}.pem"
            private.write_bytes(issued.key_pem())
            self._run(
                "softhsm2-util", "--import", str(private), "--token", token,
                "--label", label, "--id", key_id, "--pin", PIN,
            )  # fmt: skip

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command, env={"PATH": "/usr/bin:/bin", **self.environment},
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()


def _pins() -> list[str]:
    return ["--pin", PIN, "--so-pin", "12345678"]
