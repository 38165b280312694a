import re


def natuurlijke_sleutel(nummer):
    """Sort key of a pMIEK number: 2 before 10, 10 before A, A before C.3., no number last.

    Only digits and capitals, so that every collation of every database orders it alike.
    """
    delen = re.findall(r"[0-9]+|[^\W\d_]+", nummer.upper())
    if not delen:
        return "1"
    return "0" + "".join(deel.lstrip("0").zfill(9) if deel.isdecimal() else deel for deel in delen)
