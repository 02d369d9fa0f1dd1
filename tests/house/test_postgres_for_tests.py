"""The PostgreSQL that tests are given: fresh for each test, and as durable as in production."""

import psycopg
import pytest
from psycopg import conninfo

from postgres import address_of, fresh_database

pytestmark = pytest.mark.postgres


def test_a_database_is_empty_and_is_gone_afterwards(postgres_server: str) -> None:
    with fresh_database(postgres_server) as address, psycopg.connect(address) as connection:
        name = connection.info.dbname
        assert connection.execute("SELECT count(*) FROM pg_stat_user_tables").fetchone() == (0,)
        connection.execute("CREATE TABLE left_behind (n int)")
    with psycopg.connect(postgres_server) as connection:
        found = connection.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name]).fetchone()
    assert found == (0,)


def test_two_databases_do_not_see_each_other(postgres_dsn: str, postgres_module_dsn: str) -> None:
    assert postgres_dsn != postgres_module_dsn
    with psycopg.connect(postgres_dsn) as one, psycopg.connect(postgres_module_dsn) as other:
        assert one.info.dbname != other.info.dbname


def test_the_server_is_as_durable_as_in_production(postgres_dsn: str) -> None:
    with psycopg.connect(postgres_dsn) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {name}").fetchone() == ("on",)


def test_the_address_keeps_what_was_said_about_the_server() -> None:
    server = "postgresql://ada:p%40ss@127.0.0.1:5433/postgres?sslmode=disable"
    parts = conninfo.conninfo_to_dict(address_of(server, "fresh"))
    expected = {
        "user": "ada",
        "password": "p@ss",
        "host": "127.0.0.1",
        "port": "5433",
        "dbname": "fresh",
        "sslmode": "disable",
    }
    assert {key: str(value) for key, value in parts.items()} == expected
