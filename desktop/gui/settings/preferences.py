"""This desk's preferences: language, look, name, where the data is, and sensitive columns."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.sources import is_server, login_name
from desktop.full_disk import cannot_write
from desktop.gui import icons
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.layout import button, check_box, fact
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services import releases
from desktop.services.opening import default_desk
from desktop.wording.formats import percent_text

_MINUTES = (5, 10, 20, 30, 60)
_SIZES = (100, 110, 125, 150, 175, 200)
_EARLY = (30, 60, 90, 120, 180, 240)


class PreferencesDialog(FormDialog):
    """The look is shown while it is chosen; leaving puts it back."""

    guide = Topic.DATA

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Settings"), _("Save"))
        settings = context.settings
        self._before = (settings.theme, settings.text_scale)
        as_system = (_("As the system"), "")
        self.language = choice([as_system, ("Tiếng Việt", "vi"), ("English", "en")], settings.language)
        self.theme = choice([as_system, (_("Light"), "light"), (_("Dark"), "dark")], settings.theme)
        nearest = min(_SIZES, key=lambda size: abs(size - settings.text_scale))
        self.scale = choice([(percent_text(size / 100, 0), size) for size in _SIZES], nearest)
        self.desk = line(settings.desk, default_desk())
        self.sensitive = check_box(
            _("Import sensitive columns too (ethnicity, religion, Party, identity number)"), settings.with_sensitive
        )
        where = context.location
        self.data = fact(login_name(where) if is_server(where) else where, wrap=True)
        self.form.add("language", _("Language"), self.language)
        self.form.add("theme", _("Colours"), self.theme)
        self.form.add("text_scale", _("Text size"), self.scale)
        self.form.add("desk", _("Name of this desk"), self.desk, hint=self._called())
        tooltip(self.desk, _("Stands beside every change made here."))
        self._add_door()
        self.form.add_row(self.sensitive)
        self._add_backups()
        self._add_updates()
        self.form.add("data", _("Data source"), self.data, wide=True)
        self.button_row.insertWidget(0, button(_("Choose &another data source…"), self._choose_another))
        self.theme.currentIndexChanged.connect(self._try_look)
        self.scale.currentIndexChanged.connect(self._try_look)

    def _called(self) -> str:
        """What a server calls this desk whatever stands in the field; "" where that counts."""
        database = self.context.operations.database
        if not is_server(self.context.location) or database.role == "organizer":
            return ""
        return _("At this server it is called as its login: {name}.").format(name=database.desk)

    def _add_door(self) -> None:
        early: list[tuple[str, object]] = [
            (ngettext("{count} minute", "{count} minutes", each).format(count=each), each) for each in _EARLY
        ]
        self.door_opens = choice(
            early, min(_EARLY, key=lambda minutes: abs(minutes - self.context.settings.door_opens))
        )
        self.form.add("door_opens", _("People come in at most so long before a session"), self.door_opens)

    def _add_backups(self) -> None:
        settings = self.context.settings
        often: list[tuple[str, object]] = [
            (_("every {count} minutes of changes").format(count=count), count) for count in _MINUTES
        ]
        self.minutes = choice([*often, (_("only when the program closes"), 0)], settings.backup_minutes)
        self.second = line(settings.backup_folder, _("none"))
        self.form.add("backup_minutes", _("Back up by itself"), self.minutes)
        self.form.add(
            "backup_folder", _("Second place of backups"), self.second,
            hint=_("A folder on a stick or a share; it may be absent for a while."),
        )  # fmt: skip
        self._offer_folders(self.second, _("Second place of backups"))

    def _add_updates(self) -> None:
        self.updates = line(self.context.settings.update_place, _("none"))
        self.form.add(
            "update_place", _("Place of newer versions"), self.updates,
            hint=_("A folder or a share that your office names, or the address of a page. The program asks no network by itself."),
        )  # fmt: skip
        self._offer_folders(self.updates, _("Place of newer versions"))

    def _offer_folders(self, field: QLineEdit, title: str) -> None:
        """A button in a field that lets a folder be chosen."""

        def choose() -> None:
            name = QFileDialog.getExistingDirectory(self, title, field.text())
            if name:
                field.setText(name)

        offered = QAction(icons.icon(self.context.theme, "folder-outline"), _("Choose a folder"), field)
        offered.triggered.connect(choose)
        field.addAction(offered, QLineEdit.ActionPosition.TrailingPosition)

    def _try_look(self) -> None:
        self.context.theme.apply(str(self.theme.currentData()), int(self.scale.currentData()))
        self.fit()

    def submit(self) -> None:
        """Keep the choices; another language makes the window anew."""
        self._second_place()
        place = releases.check_place(self.updates.text())
        settings = self.context.settings
        language = str(self.language.currentData())
        changed = language != settings.language
        settings.language = language
        settings.theme = str(self.theme.currentData())
        settings.text_scale = int(self.scale.currentData())
        settings.desk = self.desk.text().strip()
        settings.door_opens = int(self.door_opens.currentData())
        settings.with_sensitive = self.sensitive.isChecked()
        settings.backup_minutes = int(self.minutes.currentData())
        settings.backup_folder = self._second_place()
        settings.update_place = place
        try:
            settings.save()
        except OSError as error:
            raise cannot_write(error, "settings.json") from error
        self.context.operations.database.desk = settings.desk or default_desk()
        self.context.connection.look()
        rescaled = settings.text_scale != self._before[1]
        self.accept()
        if changed or rescaled:
            # Words and sizes are set when a widget is made: the window is made anew over the same record.
            self.context.shell.make_anew(language)

    def _second_place(self) -> str:
        text = self.second.text().strip()
        if text and not Path(text).is_absolute():
            raise InvalidInput("backup.place_not_whole", field="backup_folder", value=text)
        return text

    def reject(self) -> None:
        """Leave the look as it was."""
        if (self.context.settings.theme, self.context.settings.text_scale) == self._before:
            self.context.theme.apply(*self._before)
        super().reject()

    def _choose_another(self) -> None:
        self.reject()
        self.context.run("data_source")


def open_preferences(context: Context) -> PreferencesDialog:
    """Show this desk's preferences."""
    dialog = PreferencesDialog(context)
    dialog.open()
    return dialog
