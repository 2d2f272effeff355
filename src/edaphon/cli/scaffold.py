"""The files of a new project folder, in the language of the person who made it."""

import csv
import io
import json
from collections.abc import Mapping
from importlib import resources

from edaphon.kernel.language import Language

TEXTS = {
    "project.yaml": "project.yaml.txt",
    "plan/sampling.yaml": "sampling.yaml.txt",
    "README.md": "README.md.txt",
}
"""File of the folder, and the template that it is made from."""

SOIL: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "Sample number", "Point", "Stratum", "Treatment", "Sampling date",
        "Upper depth (cm)", "Lower depth (cm)", "Organic carbon (g/kg)",
        "Bulk density (g/cm3)", "Coarse fragments (%)", "Method", "Remarks",
    ),
    "zh": (
        "样品编号", "采样点", "碳层", "处理", "采样日期", "上界（cm）", "下界（cm）",
        "有机碳（g/kg）", "容重（g/cm3）", "砾石含量（%）", "检测方法", "备注",
    ),
}  # fmt: skip
"""Headers of the blank laboratory table; the wizard recognises each of them."""

ACTIVITY: Mapping[Language, tuple[str, ...]] = {
    "en": ("Year", "Stratum", "Scenario", "Item", "Value", "Unit", "Remarks"),
    "zh": ("年份", "碳层", "情景", "项目", "数值", "单位", "备注"),
}
"""Headers of the blank table of activity data."""

SHEET: Mapping[Language, str] = {"en": "Soil", "zh": "土壤"}


def scaffold(project_id: str, language: Language) -> dict[str, bytes]:
    """Return the files of a new project folder.

    Parameters
    ----------
    project_id
        Identity of the project.
    language
        Language of comments, headers and README.

    Returns
    -------
    dict of str to bytes
        Content by path in the folder.
    """
    from edaphon.schemas.forms import schema  # noqa: PLC0415 - slow to load

    folder = resources.files("edaphon.cli") / "templates" / language
    files = {
        path: (folder / name).read_text("utf-8").replace("{id}", project_id).encode()
        for path, name in TEXTS.items()
    }
    files["project.schema.json"] = _json(schema("project"))
    files["plan/sampling.schema.json"] = _json(schema("plan"))
    files["fields.geojson"] = _json({"type": "FeatureCollection", "features": []})
    files["lab/soil.csv"] = _csv(SOIL[language])
    files["lab/soil.xlsx"] = _workbook(SOIL[language], SHEET[language])
    files["activity/activity.csv"] = _csv(ACTIVITY[language])
    return dict(sorted(files.items()))


def _json(record: object) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(headers: tuple[str, ...]) -> bytes:
    """Return a table with a header alone; the mark lets Excel show Chinese."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(headers)
    return text.getvalue().encode("utf-8-sig")


def _workbook(headers: tuple[str, ...], title: str) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load
    from openpyxl.styles import Font  # noqa: PLC0415 - slow to load
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow to load

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(headers)
    for at, header in enumerate(headers, start=1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = max(12, 2 * len(header))
    sheet.freeze_panes = "A2"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
