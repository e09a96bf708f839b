"""The words of a programme's letters: all of them on one page, each written anew on its own."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.accounts.letters import closing, greeting, refusing
from rapport.core.errors import NotFound
from rapport.letters.kinds import KINDS, LetterKind, fill
from rapport.programmes.letters import worded
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import get_programme
from rapport.programmes.selectors.letter_wordings import versions_of_wording, wordings_of_programme
from rapport.programmes.services.letter_wordings import use_shipped_words, word_letter
from rapport.web.addresses import address
from rapport.web.components import Crumb, Tab
from rapport.web.coordinator.wording_forms import WordingForm
from rapport.web.hats import ActorRequest, staff_page

LANGUAGES = dict(settings.LANGUAGES)


@require_GET
@staff_page
def wording_list(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show every letter there is: what it is for, who gets it when, and whose words it speaks."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    own: dict[str, list[Any]] = {}
    for each in wordings_of_programme(programme):
        own.setdefault(each.kind, []).append(each)
    in_order = sorted(KINDS.values(), key=_place_of_stage())
    stages = [
        (stage, [(kind, own.get(kind.key, []), _left_out(kind, own.get(kind.key, []))) for kind in kinds])
        for stage, kinds in groupby(in_order, key=lambda kind: str(kind.stage))
    ]
    context = {
        "programme": programme,
        "stages": stages,
        "language": settings.LANGUAGE_CODE,
        "crumbs": [Crumb(_("Programmes"), address("coordinator:programme-list"))],
    }
    return render(request, "coordinator/wordings.html", context)


def _left_out(kind: LetterKind, own: list[Any]) -> list[str]:
    """Return the marks of what our words fill in and somebody's own do not, in whichever language."""
    marks: dict[str, None] = {}
    for each in own:
        with override(each.language):
            marks |= {space.mark: None for space in kind.left_out(each.wording)}
    return list(marks)


def _place_of_stage() -> Any:
    """Return what sorts kinds by stage, stages as their first kinds come."""
    places: dict[str, int] = {}
    for kind in KINDS.values():
        places.setdefault(str(kind.stage), len(places))
    return lambda kind: places[str(kind.stage)]


@require_http_methods(["GET", "POST"])
@staff_page
def wording(request: ActorRequest, programme_id: str, kind: str, language: str) -> HttpResponse:
    """Show the words of a letter, and how somebody reads them; save them unless only a look was asked for."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    letter = _kind(kind, language)
    versions = versions_of_wording(programme, letter, language=language)
    samples = list(letter.samples(programme, request.actor)) if letter.samples else []
    form = WordingForm(
        request.POST or None,
        kind=letter,
        samples=samples,
        initial=_beginning(letter, language, versions, request.GET.get("version", "")),
    )
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        word_letter(programme, letter, language=language, wording=form.wording, by=request.actor)
        messages.success(request, _("Saved. The next letters say it like this."))
        return redirect("coordinator:wording", programme.public_id, letter.key, language)
    context = {
        "programme": programme,
        "kind": letter,
        "form": form,
        "versions": versions,
        "in_use": next((each for each in versions if not each.ended_at), None),
        "language": language,
        "tabs": _tabs(programme.public_id, letter, language),
        "crumbs": _crumbs(programme),
    } | _preview(programme, letter, form, language)
    if request.htmx.target == "preview":  # type: ignore[attr-defined]
        return render(request, "coordinator/wording.html#preview", context)
    return render(request, "coordinator/wording.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def wording_reset(request: ActorRequest, programme_id: str, kind: str, language: str) -> HttpResponse:
    """Go back to the words that we ship."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    letter = _kind(kind, language)
    use_shipped_words(programme, letter, language=language, by=request.actor)
    messages.success(request, _("The letter says what we ship again. Your words are kept below."))
    return redirect("coordinator:wording", programme.public_id, letter.key, language)


def _kind(key: str, language: str) -> LetterKind:
    if key not in KINDS or language not in LANGUAGES:
        raise NotFound
    return KINDS[key]


def _beginning(letter: LetterKind, language: str, versions: list[Any], version: str) -> dict[str, str]:
    """Return what the form begins with: the version asked for, else the words in use."""
    asked = next((each for each in versions if str(each.version) == version), None)
    own = asked or next((each for each in versions if not each.ended_at), None)
    with override(language):
        words = own.wording if own else letter.shipped
    return {"subject": words.subject, "text": words.text}


def _preview(programme: Any, letter: LetterKind, form: WordingForm, language: str) -> dict[str, Any]:
    """Return the letter as somebody gets it, frame and all, in its own language."""
    sample = form.sample
    with override(language):
        values = letter.examples | {
            "programme": programme.name,
            "organisation": programme.organisation.name,
        }
        values |= sample.values() if sample else {}
        words = form.wording
        shown = worded(letter, values, letter.shipped if any(letter.faults(words)) else words)
        return {
            "values": [(each, fill(each.mark, values)) for each in letter.placeholders],
            "preview": shown,
            "left_out": [(each.mark, str(each.meaning)) for each in letter.left_out(words)],
            "greeting": greeting(str(values["reader"])),
            "closing": closing(shown, sender=programme.organisation.name),
            "refusing": refusing(),
        }


def _tabs(programme_id: str, letter: LetterKind, language: str) -> list[Tab]:
    if len(LANGUAGES) == 1:
        return []
    return [
        Tab(name, address("coordinator:wording", programme_id, letter.key, code), is_current=code == language)
        for code, name in LANGUAGES.items()
    ]


def _crumbs(programme: Any) -> list[Crumb]:
    return [
        Crumb(_("Programmes"), address("coordinator:programme-list")),
        Crumb(
            _("Letters of %(name)s") % {"name": programme.name},
            address("coordinator:wording-list", programme.public_id),
        ),
    ]
