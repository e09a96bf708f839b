"""What pairs sign: the agreement that all kinds of programmes share, and what some of them add."""

from django.utils.translation import gettext_lazy as _

AGREEMENT = _(
    """## What we are here for

Mentoring is two-way learning, led by the mentee. The mentee brings goals and questions; the mentor brings time,
experience and an outside view. Mentoring is not counselling or therapy. If more help is needed, the mentor helps to
find it.

## How often and how

{meetings} We agree on the place or the channel each time. Whoever cannot come says so as early as possible and proposes
another time. We answer each other's messages within three working days.

## Who does what

* **The mentee** plans the meetings, prepares questions, takes on what was promised and says what helped.
* **The mentor** listens, shares successes and failures honestly, gives fair feedback and keeps to what was agreed.
* **Both** record each meeting in the register; the other confirms it.

## What stays between us

What we tell each other stays between us. There is one limit: when somebody may come to harm, we speak to the
programme, and we say so to each other first wherever that is possible. Confidential does not mean secret.

## Boundaries

No money, no paid services, no work done in the mentee's place, no private pressure of any kind. Either of us may ask
the coordinator for help at any time.

## How it ends

We have a last meeting on purpose: what was reached, what comes next, thanks. Either of us may end earlier, without
blame, by telling the coordinator."""
)

OF_STUDENTS = _(
    """## What the college asks of us

The mentor watches for stress in class, in the family and with money, helps those who find it hard to keep up, and
says what went well. The mentee comes to the meetings, is open about how things are, and takes on new challenges.

Every meeting stands in the mentor–mentee register. Serious grievances go to the grievance redressal committee; the
mentor may help to write one, and never stands in its way."""
)

OF_ALUMNI = _(
    """## The student leads

The student arranges the meetings, comes with questions, and tells the graduate how things go on. The graduate shares
knowledge and contacts of their own choosing, and need not have all the answers. A mentorship is not a job interview:
neither of us asks for, or promises, a post."""
)

OF_PEERS = _(
    """## We are peers

The one who was here before knows the place, and is nobody's teacher: no marks, no reports, no orders. We listen without
judging. Some things we may not wish to share, and that is fine. What is too much for two peers goes to the coordinator
early, not late."""
)

OF_STAFF = _(
    """## Outside the line

Neither of us decides about the other's post, pay or appraisal. If that changes, we say so at once and the coordinator
finds another match. Nothing that is said here goes into an appraisal. Meetings count as working time, as agreed with the
line manager."""
)
