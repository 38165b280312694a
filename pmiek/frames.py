"""Where Python keeps the frames of calls within calls."""

import functools

ROOM = 2**16  # slots of 8 bytes; a layout uses a tenth


def with_room(function):
    """Call it with room for all frames below it in one piece of memory.

    Python 3.11 takes memory for frames in pieces of 16 kB and gives a piece back as soon as it is
    empty. A loop that calls a function just across such an edge asks the system for memory each
    time, which was 7 % of a layout. A frame that says it is large gets one large piece.
    """

    def roomy(*args, **kwargs):
        return function(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=ROOM)
    return functools.update_wrapper(roomy, function)
