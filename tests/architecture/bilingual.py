"""Rules that every text in English and Chinese keeps, wherever it stands."""

import re
import string

HAN = r"[\u3400-\u9fff]"

HALF_WIDTH = re.compile(rf"{HAN}[,?!:;]\s?{HAN}|{HAN}[,?!;]$")

WRITTEN_OUT = re.compile(r"“[^”]*”|`[^`]*`|\S*=\S*")
"""What a person is to type, with its own marks: quoted, as code, or NAME=VALUE."""

FORBIDDEN = {
    "帐": "账",
    "泄露": "泄漏",
    "抵消": "抵销",
    "作废": "注销（不用于抵销）",
    "验证": "核查、审定、验签或校验",
    "退役": "注销（用于抵销）",
    "发现项": "核查发现",
    "移除量": "清除量",
    "重复计算结果": "复算",
    "碳单位": "碳信用",
    "基线情景": "基准线情景",
    "失败了": "说明发生了什么",
    "抱歉": "不写",
    "您": "只用于信函",
    "被成功": "已",
    "碳信用数量": "核算结果（未经核查）",
    "首次采样": "期初采样",
    "末次": "期末",
    "亏损": "储量损失或负结果",
    "共有误差": "采样批次误差",
    "插值": "内插",
    "核算期": "监测期",
    "样点组": "采样组",
    "重复样点": "定位复测",
    "容差": "允差",
    "暂核算": "临时核算",
    "尚未核实": "尚未核对原文",
    "凭记忆": "尚未核对原文",
}
"""Word that a Chinese text does not hold, and what stands there instead."""

FORMAT_FIELD = re.compile(r"%\(\w+\)[sdf]")


def faults_of_chinese(text: str) -> list[str]:
    """Return what is wrong with a Chinese text, by the rules of the house."""
    faults = [
        f"{word} -> {better}" for word, better in FORBIDDEN.items() if word in text
    ]
    if HALF_WIDTH.search(WRITTEN_OUT.sub("", text)):
        faults.append("half-width mark beside a Chinese character")
    return faults


def placeholders(text: str) -> list[str]:
    """Return the names that a text leaves to be filled, sorted."""
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(text)]
    except ValueError:  # braces that are not for filling, as in {C} of a unit
        fields = []
    return sorted([*(name for name in fields if name), *FORMAT_FIELD.findall(text)])
