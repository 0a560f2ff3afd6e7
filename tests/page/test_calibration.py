"""The section on calibration."""

from __future__ import annotations

from mtal.page.calibration import calibration_section, calibration_sheet
from support.study import params, study


def test_a_row_a_method_and_what_isnt_there_is_missing() -> None:
    results = study([(params(), (0.5, 0.5)), (params("mt_max"), None)])
    sheet = calibration_sheet(results, results.settings[0])
    assert sheet is not None and [name for name, _ in sheet.rows] == ["MT-AVG"]
    boxes = dict(zip(sheet.header[1:], sheet.rows[0][1], strict=True))
    assert boxes["OE avg"].text == "0.100" and boxes["OE dp"].text == "–"
    assert 'id="calibration"' in calibration_section(results)


def test_no_section_where_nothing_has_finished() -> None:
    assert calibration_section(study([(params(), None)])) == ""
