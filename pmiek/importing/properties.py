"""What a workbook says about itself: the properties that whoever made it wrote in it."""

import zipfile
from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

PART = "docProps/custom.xml"
# ours is a few hundred characters; whatever is larger is not read
MAX_PROPERTIES = 65_536


def read_properties(path: Path) -> dict[str, str]:
    """The own properties of a workbook by their name; nothing for any other file."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(PART) as part:
            data = part.read(MAX_PROPERTIES + 1)
        root = fromstring(data[:MAX_PROPERTIES], forbid_dtd=True)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return {}
    except (ParseError, DefusedXmlException):
        return {}
    return {
        element.get("name", ""): "".join(element.itertext()).strip()
        for element in root
        if element.tag.endswith("}property")
    }
