"""Circles: one mentor with several mentees, who must not all come from the same department.

departments = mm.Cap(groups=department_of_mentee, most=2, name="department")
faculties = mm.Cap(groups=faculty_of_mentee, most=3, name="faculty")
solution = mm.circles(problem, [departments, faculties], smallest=4)
mm.validate_circles(problem, [departments, faculties], solution, smallest=4)
"""

from matchmaker.circles.caps import Cap
from matchmaker.circles.solving import circles
from matchmaker.circles.validation import validate_circles

__all__ = ["Cap", "circles", "validate_circles"]
