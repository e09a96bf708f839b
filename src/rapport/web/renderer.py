"""How every form is drawn: one template for a form, one for a field, whatever its widget."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise


class NotedField(BoundField):
    """A field on the page that also says who will read the answer, if its `visibility_note` does."""

    template_name = "components/field.html"

    @property
    def visibility_note(self) -> str | Promise:
        note: str | Promise = getattr(self.field, "visibility_note", "")
        return note

    def css_classes(self, extra_classes: str | Iterable[str] | None = None) -> str:
        """Add the field's own `look`, such as choices--compact."""
        own = str(getattr(self.field, "look", ""))
        return f"{super().css_classes(extra_classes)} {own}".strip()

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Leave out a placeholder that only repeats the label: it vanishes when needed, and reads as an answer."""
        built = super().build_widget_attrs(attrs, widget)
        if (widget or self.field.widget).attrs.get("placeholder") == self.label:
            built["placeholder"] = False
        return built

    @property
    def is_file_dropped(self) -> bool:
        """Whether a good file came along beside a mistake in another field: no browser sends it a second time by itself."""
        is_kept = getattr(self.field, "is_kept", False)
        came_along = self.form.is_bound and isinstance(self.data, UploadedFile)
        return (
            came_along and not is_kept and not self.errors and bool({*self.form.errors} - {NON_FIELD_ERRORS})
        )

    @property
    def is_check(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def anchor(self) -> str:
        """Where a link in the error summary leads: the field, or the first of its choices."""
        if self.use_fieldset and isinstance(
            self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple
        ):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def aria_describedby(self) -> str | None:
        notes = {"dropped": self.is_file_dropped, "seen": bool(self.visibility_note)}
        own = [f"{self.auto_id}_{note}" for note, is_there in notes.items() if is_there]
        return " ".join(filter(None, [super().aria_describedby, *own])) or None


class FormRenderer(DjangoTemplates):
    """Named in settings.FORM_RENDERER."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = NotedField
