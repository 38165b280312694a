"""What a file may be at most; looked at before anything parses it."""

MEGABYTE = 1024**2
MAX_SIZE = 10 * MEGABYTE
MAX_MEMBERS = 200
MAX_UNPACKED = 32 * MEGABYTE
MAX_MEMBER = 16 * MEGABYTE
MAX_SHEETS = 20
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELL = 32_767
MAX_MERGED = 2_000
# of the process that parses, and how it says that a sentence follows instead of cells
REFUSED = 3
CPU_SECONDS = 9
WALL_SECONDS = 9.5
MEMORY = 600 * MEGABYTE
