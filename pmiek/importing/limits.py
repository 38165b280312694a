"""What a file may be at most; looked at before anything parses it."""

MEGABYTE = 1024**2
MAX_SIZE = 10 * MEGABYTE
MAX_MEMBERS = 200
MAX_UNPACKED = 32 * MEGABYTE
MAX_MEMBER = 16 * MEGABYTE
MAX_SHEETS = 20
MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_CELL = 32_767
MAX_MERGED = 2_000
MAX_CELLS = 500_000
# one text may be named by every cell: a small file then stands for gigabytes
MAX_TEXT = 16 * MEGABYTE
# of the process that parses, and how it says that a sentence follows instead of cells
REFUSED = 3
TOO_MUCH = 4
CPU_SECONDS = 8
WALL_SECONDS = 8.5
MEMORY = 480 * MEGABYTE
# an answer in JSON is larger than its text: every cell has its marks, every odd sign an escape
MAX_ANSWER = 128 * MEGABYTE


def too_many(what, most, of_what):
    return f"{what} heeft meer dan {in_words(most)} {of_what}. Splits de lijst."


def in_words(number):
    """As a Dutch sentence writes it: 10.000."""
    return f"{number:,}".replace(",", ".")
