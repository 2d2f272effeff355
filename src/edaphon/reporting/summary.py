"""The page up front: what was found, in words a farm's manager reads."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from edaphon.reporting.content_form import Content
from edaphon.reporting.number_text import shown, whole
from edaphon.reporting.quantities import standing
from edaphon.reporting.wording import Text, day, same, text

Record = dict[str, Any]

CAUSES_LISTED = 12
"""Reasons given on the page up front for one method; the rest follow in chapter 5."""


def summary_record(
    content: Content, methods: Mapping[str, Mapping[str, Any]]
) -> Record:
    """Return sentences, results and, where nothing is counted, reasons and cures.

    Parameters
    ----------
    content
        Content of the report so far.
    methods
        Descriptions of the methods, for the titles of what the evidence lacks.
    """
    return {
        "sentences": [
            _what(content),
            *_change(content),
            *[_result(item) for item in content["methods"]],
            _microbes(content["microbial"]),
            text(
                "Edaphon computed this result. Nobody has verified it, and no carbon "
                "unit exists because of it."
            ),
        ],
        "causes": [
            {
                "method": item["id"],
                "title": dict(item["title"]),
                "status": item["status"],
                "items": [_cause(one) for one in standing(item["conditions"])],
                "lacking": _lacking(item, methods[item["id"]]["names"]),
            }
            for item in content["methods"]
            if item["status"] in {"refused", "provisional"}
        ],
    }


def _lacking(
    method: Mapping[str, Any], titles: Mapping[str, Mapping[str, str]]
) -> list[Record]:
    names = {name for found in method["lacking"].values() for name in found}
    return [
        {"name": name, "title": dict(titles.get(name) or same(name))}
        for name in sorted(names)
    ]


def _what(content: Content) -> Text:
    project, period = content["project"], content["project"]["period"]
    return text(
        "{name}: {area} ha ({mu} mu) of {scenario}; monitoring period {start} to "
        "{end}, both days included.",
        mu=_mu(project["area_ha"]),
        name=project["name"],
        area=shown(project["area_ha"], 2),
        scenario={**project["scenario"], "en": project["scenario"]["en"].lower()},
        start=day(period["start"]),
        end=day(period["last_day"]),
    )


def _mu(area_ha: str | None) -> str:
    """Return an area in mu, fifteen to the hectare."""
    return shown(None if area_ha is None else str(Decimal(area_ha) * 15), 0)


def _change(content: Content) -> list[Text]:
    overall = content["fixed_depth"]
    sentences = []
    esm = content["equal_mass"]
    if esm is not None:
        sentences.append(
            text(
                "At equal soil mass, soil organic carbon changed by {value} t C/ha "
                "against control land (95% interval {low} to {high}, without errors "
                "common to all rows).",
                **_interval(esm),
            )
        )
    if overall is not None:
        sentences.append(
            text(
                "To {depth} cm at fixed depth, the change against control land is "
                "{value} t C/ha (95% interval {low} to {high}, without errors common "
                "to all rows).",
                depth=_depth(content),
                **_interval(overall),
            )
        )
    return sentences


def _depth(content: Content) -> str:
    """Return the depth that was sampled, no more than the reported one [cm]."""
    reported = Decimal(content["sampling"]["depth_cm"])
    sampled = [Decimal(item["bottom_cm"]) for item in content["profiles"]]
    return shown(str(min(reported, max(sampled, default=reported))), 0)


def _interval(item: Mapping[str, str | None]) -> dict[str, str]:
    return {name: shown(item[name], 2) for name in ("value", "low", "high")}


def _result(method: Mapping[str, Any]) -> Text:
    if method["status"] == "credited":
        return text(
            "Under {method}: account result {units} t CO2e over the period.",
            method=method["title"],
            units=whole(method["units"]),
        )
    if method["status"] == "deficit":
        return text(
            "Under {method}: no carbon is counted; the result is a deficit.",
            method=method["title"],
        )
    return text(
        "Under {method}: no carbon is counted, because {count} conditions stand "
        "against it.",
        method=method["title"],
        count=len(standing(method["conditions"])),
    )


def _microbes(microbial: Mapping[str, Any]) -> Text:
    return text(
        "Microbial evidence has grade {grade}. It decides whether the practice is "
        "shown and adds no tonne.",
        grade=microbial["grade"],
    )


def _cause(item: Mapping[str, Any]) -> Record:
    return {
        "id": item["id"],
        "title": dict(item["title"]),
        "found": dict(item["found"]),
        "cure": dict(item["cure"]),
    }
