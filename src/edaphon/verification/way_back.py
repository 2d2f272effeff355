"""Which program replays a bundle as it was made, in words of both languages."""

from edaphon import __version__
from edaphon.kernel.environment import code_digest
from edaphon.verification.records import Records


def way_back(stated: Records) -> dict[str, str]:
    """Return how to get the program that made the account.

    Parameters
    ----------
    stated
        The records of the bundle. Where the version number is that of this program,
        installing it again would change nothing: only the code tells them apart.
    """
    version, code = stated.version, stated.code
    if code == code_digest():
        return {
            "en": "the program is the same; install the method pack whose digest the "
            "account names",
            "zh": "程序相同，请安装摘要值与核算结果所载一致的方法包",
        }
    if version == __version__:
        return {
            "en": f"its version number is {version} as here, but its code is other; "
            f"use the source whose code digest is {code}",
            "zh": f"其版本号同为 {version}，但代码不同，"
            f"请使用代码摘要值为 {code} 的源代码",
        }
    return {
        "en": f"install version {version} of Edaphon (`pip install "
        f"edaphon=={version}`), or the source whose code digest is {code}",
        "zh": f"请安装 Edaphon {version} 版（pip install edaphon=={version}），"
        f"或代码摘要值为 {code} 的源代码",
    }
