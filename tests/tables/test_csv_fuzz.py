"""Whatever bytes arrive, the answer is a table or a TableError."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.tables import Table, read_table
from rapport.tables.errors import TableError

pieces = st.sampled_from(
    [b",", b";", b"\t", b"|", b'"', b"\n", b"\r", b"\0", b"a", "é".encode(), b"\xe9", b"\xff\xfe", b" "]
)


def answer(content):
    try:
        return read_table(content)
    except TableError as error:
        return str(error)


@given(st.lists(pieces, max_size=40).map(b"".join) | st.binary(max_size=200))
def test_any_bytes_give_a_table_or_a_sentence(content):
    match answer(content):
        case Table() as table:
            assert {len(row.values) for row in table.rows} <= {len(table.columns)}
        case sentence:
            assert sentence.startswith("We could not read ")
