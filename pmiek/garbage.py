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
