"""`rapport organisation`: founds an organisation in a real installation."""

import argparse
from typing import Any
from zoneinfo import available_timezones

from rapport.cli import platform
from rapport.cli.outcomes import BAD_INPUT, OK, CommandRefusedError

EXAMPLES = """\
examples:
  rapport organisation create "Chennai College" --owner-email head@college.example --owner-name "R. Iyer" \\
      --time-zone Asia/Kolkata

The owner signs in with a code that is mailed to this address, makes programmes, and appoints coordinators."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "organisation",
        help="create an organisation and its owner",
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


def run(args: argparse.Namespace) -> int:
    platform.start()
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
