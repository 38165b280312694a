"""What stands in the address of the database wins from what the application asks of one."""

from pmiek.databaseadres import database

POSTGRES = "postgres://pmiek@db/pmiek"
GRENZEN = (
    "-c statement_timeout=30s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s "
    "-c join_collapse_limit=4 -c from_collapse_limit=4"
)


def opties(adres):
    return database(adres)["OPTIONS"]


def test_zonder_meer_gelden_de_grenzen_van_de_toepassing():
    assert opties(POSTGRES) == {
        "connect_timeout": 5,
        "server_side_binding": True,
        "prepare_threshold": 5,
        "options": GRENZEN,
    }


def test_wat_in_het_adres_staat_gaat_voor():
    assert opties(f"{POSTGRES}?connect_timeout=3&sslmode=verify-full") == opties(POSTGRES) | {
        "connect_timeout": 3,
        "sslmode": "verify-full",
    }


def test_een_grens_in_het_adres_komt_na_die_van_de_toepassing():
    adres = f"{POSTGRES}?options=-c%20statement_timeout%3D5s"

    assert opties(adres)["options"] == f"{GRENZEN} -c statement_timeout=5s"


def test_ook_bij_sqlite_gaat_het_adres_voor():
    gewoon = opties("sqlite:////tmp/pmiek.sqlite3")

    assert (gewoon["timeout"], gewoon["transaction_mode"]) == (20, "IMMEDIATE")
    assert opties("sqlite:////tmp/pmiek.sqlite3?timeout=3") == gewoon | {"timeout": 3}
