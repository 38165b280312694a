"""How often Python looks for objects that only hold each other."""

import gc


def collect_seldom():
    """What is loaded now stays, and is not looked at again.

    A request or a layout makes many objects that soon go and few cycles: looking at all others
    each time cost a fifth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def collect_between():
    """For a process that does one large thing after another: look in between, when little is left.

    While a document is laid out nearly all objects are in use, and looking at them is in vain. Each
    time in between costs less, and leaves less in memory as well.
    """
    collect_seldom()
    gc.set_threshold(200_000, 20, 20)


def collect_now():
    """What was used for the last thing; what lasted longer is left alone."""
    gc.collect(1)
