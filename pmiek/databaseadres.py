"""The database at an address, as this application uses one unless the address says otherwise."""

import dj_database_url

# measured: without these, nine of ten concurrent read-then-write transactions fail
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRESQL = {
    # a database that is away is noticed before the user gives up, and nobody holds up others
    "connect_timeout": 5,
    # what is asked often is planned once per connection
    "server_side_binding": True,
    "prepare_threshold": 5,
}
BIJ_HET_VERBINDEN = [
    "-c statement_timeout=30s",
    "-c lock_timeout=20s",
    "-c idle_in_transaction_session_timeout=60s",
    # ours join a row with what it names, by key: to weigh all orders of eight tables
    # took the planner 5 ms of a query of 0.2 ms
    "-c join_collapse_limit=4",
    "-c from_collapse_limit=4",
]


def database(adres: str) -> dict:
    gevonden = dj_database_url.parse(adres, conn_max_age=None)
    eigen = gevonden.get("OPTIONS", {})
    if gevonden["ENGINE"].endswith("sqlite3"):
        return gevonden | {"OPTIONS": SQLITE | eigen}
    # of a setting that stands there twice PostgreSQL takes the last
    opties = " ".join(filter(None, [*BIJ_HET_VERBINDEN, eigen.get("options")]))
    return gevonden | {
        "CONN_HEALTH_CHECKS": True,
        # a list of choices fits in memory: a cursor at the server takes three questions, not one
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": POSTGRESQL | eigen | {"options": opties},
    }
