"""The bank holidays of a nation, from the `holidays` library.

The government publishes them a few years ahead and makes them up to date by proclamation: days in
lieu, moved days, one-off days. `PUBLISHED_UNTIL` is the last year it has published in full; later
years follow from the rules (Easter, the Mondays, a weekday in lieu of a weekend), which a
proclamation may still change. For years before 1978 they are the library's approximation.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, get_args

from .days import LAST_YEAR

Nation = Literal["ENG", "WLS", "SCT", "NIR"]
NATIONS: Final[tuple[Nation, ...]] = get_args(Nation)

PUBLISHED_UNTIL: Final = 2028


@lru_cache(maxsize=1024)
def bank_holidays(nation: Nation, year: int) -> Mapping[int, str]:
    """The bank holidays of that year by day, each with its name.

    One that falls on a weekend is in it twice: on its day, and on the weekday in lieu as *Boxing
    Day (substitute day)*.
    """
    # Loading the library takes longer than most decisions: only who counts working days waits.
    from holidays import country_holidays

    # INVARIANT: the language is given, or the library would read the environment's.
    calendar = country_holidays("GB", subdiv=nation, language="en_GB")
    calendar.end_year = LAST_YEAR  # the library stops at 2100, its rules do not
    calendar.get(date(year, 1, 1))  # asking about a day fills in its year
    return MappingProxyType(
        {
            day.toordinal(): name.replace("(observed)", "(substitute day)")
            for day, name in calendar.items()
        }
    )


def edition(nation: Nation) -> str:
    """Where the bank holidays come from, for the provenance of an answer."""
    from importlib.metadata import version

    return f"{nation}, holidays {version('holidays')}, published until {PUBLISHED_UNTIL}"
