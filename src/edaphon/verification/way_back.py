"""Which program replays a bundle as it was made, in words of both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from edaphon import __version__
from edaphon.kernel.environment import code_digest
from edaphon.verification.records import Records


def way_back(
    stated: Records, packs: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return how to get the program that made the account.

    Parameters
    ----------
    stated
        The records of the bundle. Where the version number is that of this program,
        installing it again would change nothing: only the code tells them apart.
    packs
        Digest of the code that ran, of each pack whose code here is other.
    """
    version, code = stated.version, stated.code
    if code == code_digest() and packs:
        names = ", ".join(f"{name} ({hashed})" for name, hashed in packs.items())
        return {
            "en": f"install the method pack with the code that ran: {names}; its "
            "source lies in the bundle under method/",
            "zh": f"请安装核算所用代码的方法包：{names}，"
            "其源代码见证据包的 method/ 目录",
        }
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
