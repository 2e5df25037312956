"""Every reason for a choice has its sentence."""

import re
from pathlib import Path

from intermezzo.core.practice import prescription, selection
from intermezzo.core.practice.model import Area
from intermezzo.presenters.areas import area_list, area_name
from intermezzo.presenters.reasons import why_sentence


def test_every_code_of_a_choice_has_a_sentence() -> None:
    codes = re.findall(r"``([a-z_]+)``", selection.Choice.__doc__ or "")
    assert {
        "only_fit",
        "new",
        "seated",
        "quiet",
        "neglected",
        "stands",
        "turn",
        "quieter",
        "shortest",
    } == set(codes)
    source = Path(selection.__file__).read_text("utf-8")
    for code in codes:
        assert f'"{code}"' in source
        assert why_sentence(code).endswith(".")


def test_the_neglected_areas_are_named() -> None:
    assert why_sentence("neglected", (Area.HIPS,)) == "It’s been longest since you moved your hips."
    assert why_sentence("neglected", (Area.HIPS, Area.MID_BACK, Area.NECK)) == (
        "It’s been longest since you moved your hips, mid-back and neck."
    )
    assert why_sentence(prescription.WHY) == "It’s from your physiotherapist."
    assert why_sentence("what an older version wrote") == ""


def test_every_area_has_a_name() -> None:
    assert len({area_name(area) for area in Area}) == 6
    assert all(area_list((area,)) for area in Area)
    assert area_list(()) == ""
