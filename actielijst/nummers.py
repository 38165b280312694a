import re


def natuurlijke_sleutel(nummer):
    """Sort key of a pMIEK number: 2 before 10, 10 before A, A before C.3., no number last."""
    if not nummer:
        return "~"
    return re.sub(r"\d+", lambda cijfers: cijfers[0].lstrip("0").zfill(9), nummer.upper())
