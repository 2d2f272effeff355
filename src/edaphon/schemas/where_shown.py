"""What shows how a form is filled in: each has a template or a page of its own."""

from edaphon.kernel.language import Text

SHOWN = {
    "plan/expected.yaml": Text(
        en="the file that `edaphon plan DIR --template` writes where there is none",
        zh="edaphon plan DIR --template 在没有该文件时生成的模板",
    ),
    "coeffects.yaml": Text(
        en="the guide on recording co-effects", zh="《记录协同影响与保障措施》"
    ),
    "pack.yaml": Text(en="the guide on adding a method pack", zh="《增加方法包》"),
}
"""By file; what is not listed stands in the template of a project."""

OF_A_PROJECT = Text(en="the template of `edaphon new`", zh="edaphon new 生成的模板")


def shown_by(file: str) -> Text:
    """Return what shows where the fields of a file stand.

    Examples
    --------
    >>> shown_by("project.yaml")["en"]
    'the template of `edaphon new`'
    """
    return next((SHOWN[name] for name in SHOWN if file.endswith(name)), OF_A_PROJECT)
