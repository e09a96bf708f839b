"""What kind of installation this database is: for real people, or a demo; decided once, when it is made."""

from rapport.core.models import Installation


def found_installation(*, is_demo: bool) -> None:
    """Write down what the database is for; what was written first stays."""
    Installation.objects.get_or_create(pk=1, defaults={"is_demo": is_demo})


def is_demo() -> bool:
    """Say whether this database was made as a demo, where anybody may sign in as anybody."""
    return Installation.objects.filter(is_demo=True).exists()
