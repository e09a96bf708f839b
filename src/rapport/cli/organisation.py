"""`rapport organisation`: founds an organisation, suspends it, restores it."""

import argparse
from typing import Any
from zoneinfo import available_timezones

from rapport.cli import platform
from rapport.cli.outcomes import BAD_INPUT, OK, CommandRefusedError

EXAMPLES = """\
examples:
  rapport organisation create "Chennai College" --owner-email head@college.example --owner-name "R. Iyer" \\
      --time-zone Asia/Kolkata
  rapport organisation suspend "Chennai College"
  rapport organisation restore "Chennai College"

The owner signs in with a code that is mailed to this address, makes programmes, and appoints coordinators.
While an organisation is suspended nobody there gets in, and its matches, imports, reminders and letters wait; time to
answer a proposal stands still. Restoring it goes on from there."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "organisation",
        help="create, suspend and restore organisations",
        description="Organisations run programmes. Only the operator creates one; its owner does the rest.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = parser.add_subparsers(metavar="ACT", required=True, dest="act")
    create = acts.add_parser(
        "create",
        help="create an organisation with its first owner",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    create.add_argument("name", help="the organisation's name as people know it")
    create.add_argument("--owner-email", required=True, help="the address that the owner signs in with")
    create.add_argument("--owner-name", required=True, help="the owner's name as people see it")
    create.add_argument("--time-zone", default="UTC", help="such as Asia/Kolkata [%(default)s]")
    for act, words in (("suspend", "stop everything for an organisation"), ("restore", "let it go on")):
        change = acts.add_parser(act, help=words)
        change.add_argument("name", help="the organisation's name, or its public id where two have the same")


def run(args: argparse.Namespace) -> int:
    platform.start()
    return _create(args) if args.act == "create" else _change(args)


def _change(args: argparse.Namespace) -> int:
    from rapport.core.errors import WrongState
    from rapport.matching.services.suspension import restore_organisation
    from rapport.programmes.selectors import organisations_called
    from rapport.programmes.services.suspension import suspend_organisation

    found = organisations_called(args.name)
    if len(found) != 1:
        known = ", ".join(each.public_id for each in found) or "none"
        raise CommandRefusedError(
            f"“{args.name}” names no single organisation: {known}.", exit_code=BAD_INPUT
        )
    act = suspend_organisation if args.act == "suspend" else restore_organisation
    done = {"suspend": "suspended", "restore": "restored"}[args.act]
    try:
        act(found[0])
    except WrongState:
        raise CommandRefusedError(f"“{found[0]}” cannot be {done} now.", exit_code=BAD_INPUT) from None
    print(f"“{found[0]}” is {done}.")
    return OK


def _create(args: argparse.Namespace) -> int:
    from django.conf import settings

    _check(args)
    from rapport.programmes.services.organisations import create_organisation

    create_organisation(
        name=args.name.strip(),
        time_zone=args.time_zone,
        owner_email=args.owner_email,
        owner_name=args.owner_name.strip(),
    )
    print(f"“{args.name.strip()}” is there. {args.owner_email} can sign in at {settings.BASE_URL}/")
    return OK


def _check(args: argparse.Namespace) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(args.owner_email)
    except ValidationError:
        raise CommandRefusedError(
            f"“{args.owner_email}” is no e-mail address.", exit_code=BAD_INPUT
        ) from None
    if args.time_zone not in available_timezones():
        raise CommandRefusedError(
            f"“{args.time_zone}” is no time zone; try Europe/London.", exit_code=BAD_INPUT
        )
    if not args.name.strip() or not args.owner_name.strip():
        raise CommandRefusedError("The organisation and its owner both need a name.", exit_code=BAD_INPUT)
