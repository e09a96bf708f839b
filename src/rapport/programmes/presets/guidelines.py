"""The guidelines that a programme starts from: code of conduct, confidentiality, boundaries, each worded in full."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import GuidelineKind
from rapport.programmes.models import Programme
from rapport.programmes.presets.texts import unwrapped

CODE_OF_CONDUCT = _(
    """Mentoring works when two people can rely on each other. This page says what everybody in {programme} may
expect, and what is expected of everybody.

## We are reliable

* We come prepared and on time. Whoever cannot come says so as early as they can, and proposes another time.
* We answer messages within three working days, if only to say when a proper answer will follow.
* What we promise in a meeting we do, or we say in good time that we cannot.

## We are honest

* We say what we know, and also where our knowledge ends. "I do not know, but I know whom to ask" is a good answer.
* We enter meetings in the register as they were: when, how long, what about. Nobody adds a meeting that did not happen.
* Feedback is about the work and what can be done next, never about what somebody is worth.

## We treat each other with respect

* Age, gender, origin, faith, disability, money and opinions are no reason to think less of anybody.
* We listen until the other has finished. Advice is an offer: whoever is mentored decides, and lives with the decision.
* Nobody is mocked, threatened, touched against their wish or pressed for anything private. Sexual or romantic advances
  have no place in a mentorship.

## We know who leads

Whoever is mentored leads: they set the goals, arrange the meetings and bring the questions. Whoever mentors brings
time, experience and an outside view, and does not take over.

## When something goes wrong

Talk to each other first, if that is possible and safe. If it is not, or does not help, talk to the coordinator. Nobody
has to bear anything in order to keep a mentorship, and nobody is worse off for having spoken up in good faith. Serious
complaints go to those whom the organisation has named for hearing them. Whoever breaks this code is spoken to; whoever
goes on, or does serious harm, leaves the programme."""
)

CONFIDENTIALITY = _(
    """People speak openly when they know where their words go. So this is what we promise in {programme}, and where
the promise ends.

## What stays between the two of you

What you tell each other in meetings and messages stays there. You do not pass it on, not to teachers or managers, not to
colleagues, friends or family, and not "without the name": in a small place everybody knows who is meant. This holds
after the mentorship has ended, too.

## What others see

* The **register** says when you met, how long and about which topics. Coordinators read it, so write a topic
  there ("exam planning"), and not a story.
* Your **answers** to the programme's questions are read by the coordinator. Each question says who else may see it.
* If you ask the coordinator for advice on your mentorship, speak about yourself first. Of the other, say only
  what is needed.

## Where confidentiality ends

Confidential does not mean secret at any price. Speak to the coordinator, or in an emergency to the emergency services, when

* somebody may come to serious harm: the one who is mentored, you, or anybody else;
* a child or somebody who cannot protect themselves is being hurt, or may be;
* the law obliges you to report what you have heard.

Tell the other first, wherever that is safe: "I cannot keep this to myself. Let us think together about whom we tell, and
how." Then tell only those who need to know, and only what they need.

Do not promise more than you can keep. If somebody asks "can you keep a secret?", the right answer is: "It depends. If
you are in danger, I shall get help, and I will tell you so."

## Notes, photographs, screens

Keep notes short, and where nobody else reads them; destroy them when the mentorship is over. No recordings and no
photographs unless both agree each time. Names and stories of other people go into no online service that the
organisation has not approved."""
)

BOUNDARIES = _(
    """A good mentorship is close enough to help and clear enough to be safe. These are the lines that nobody has to draw
alone, because the programme has drawn them for you.

## Mentoring is not counselling

Mentoring is guidance: somebody shares knowledge, skills and experience so that somebody else gets on in study, work and
life. It is not counselling, not therapy, not medical, legal or financial advice. Listening to worries belongs to
mentoring. Treating them does not.

When something is too heavy for a mentorship (lasting low spirits, thoughts of self-harm, violence, addiction,
debt), the task of the {mentor} is to notice, to say so kindly, and to help find those who are trained for it:

1. "Thank you for telling me. This sounds like more than the two of us should carry alone."
2. "There are people here who know how to help with this. May we look together at whom to ask?"
3. Tell the coordinator that you would like help, with the other's knowledge wherever that is safe.

If somebody is in danger **now**, call the emergency services first.

## What a {mentor} does not do

* **No work in the other's place.** Explain, show, ask, read a draft; do not write the assignment or the application.
* **No money.** No loans, no paid services, no sales, no gifts beyond a small token.
* **No favours from power.** Whoever marks, assesses or employs the other says so at once, and the coordinator decides.
* **No rescuing.** You are one good person in somebody's life, not the only one. Help them to find more.

## Where and when

Meet where other people are about, or by video from a place that you would show a colleague. Agree on the hours when you
write to each other, and use the channels that the programme knows of. A {mentor} is readily accessible within agreed
bounds, not day and night.

## Closeness

Friendliness is welcome; private relationships are not part of mentoring. If you notice that one of you wishes for
more than a mentorship, say so to the coordinator, who will find another match without blame.

## When a line was crossed

Stop. Say it aloud: "I think that we have gone further than we should." Then speak to the coordinator, the same day if
you can. Most boundaries are crossed with good intentions, and most can be mended early."""
)

DEFAULT_TEXTS: Mapping[GuidelineKind, str | Promise] = {
    GuidelineKind.CODE_OF_CONDUCT: CODE_OF_CONDUCT,
    GuidelineKind.CONFIDENTIALITY: CONFIDENTIALITY,
    GuidelineKind.BOUNDARIES: BOUNDARIES,
}


def default_text(programme: Programme, kind: GuidelineKind) -> str:
    """Return our text in the programme's own words, with a line a paragraph, as people edit it."""
    text = str(DEFAULT_TEXTS[kind])
    for gap, word in (("{programme}", programme.name), ("{mentor}", programme.mentor_word)):
        text = text.replace(gap, word)
    return unwrapped(text)
