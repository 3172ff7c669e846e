"""Moments as a Vietnamese document writes them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

# Vietnam keeps UTC+7 all year; a fixed offset needs no time zone database on Windows.
VIETNAM = timezone(timedelta(hours=7), "+07:00")


def date_text(moment: datetime) -> str:
    """Give dd/MM/yyyy in Vietnam; ``moment`` must carry a time zone."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")


def moment_text(moment: datetime) -> str:
    """Give dd/MM/yyyy HH:mm:ss +07:00 (NĐ 30/2020, Phụ lục I, II.8.b: with the time zone)."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00")


def clock_text(moment: datetime) -> str:
    """Give HH:mm:ss in Vietnam."""
    return moment.astimezone(VIETNAM).strftime("%H:%M:%S")


def require_time_zone(moment: datetime) -> datetime:
    """Give the moment back in Vietnamese time.

    Raises:
        ValueError: it carries no time zone, so nobody knows when it is (a bug of the caller).
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(VIETNAM)
