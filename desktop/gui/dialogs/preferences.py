"""This desk's preferences: language, look, name, where the data is, and sensitive columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
)

from desktop.domain.errors import AppError
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.button_row import button_row
from desktop.gui.widgets.form import Form
from desktop.i18n import _

_STEP = 25


class PreferencesDialog(QDialog):
    """The look is shown while it is chosen; leaving puts it back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        settings = context.settings
        self._before = (settings.theme, settings.text_scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preferences"))
        self.setMinimumWidth(context.theme.px(520))
        heading = QLabel(_("Preferences"))
        heading.setProperty("role", "heading")
        self.form = Form(columns=2)

        self.language = _combo([(_("As the system"), ""), ("Tiếng Việt", "vi"), ("English", "en")], settings.language)
        self.theme = _combo([(_("As the system"), ""), (_("Light"), "light"), (_("Dark"), "dark")], settings.theme)
        self.scale = QSlider(Qt.Orientation.Horizontal)
        self.scale.setRange(100 // _STEP, 200 // _STEP)
        self.scale.setPageStep(1)
        self.scale.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.scale.setValue(round(settings.text_scale / _STEP))
        self.scale_words = QLabel()
        self.desk = QLineEdit(settings.desk)
        self.desk.setPlaceholderText(context.operations.record.desk)
        self.form.add("language", _("Language"), self.language)
        self.form.add("theme", _("Colours"), self.theme)
        self.form.add("text_scale", _("Text size"), self.scale)
        self.form.add(
            "desk", _("Name of this desk"), self.desk,
            hint=_("Stands beside every change made here, from the next start."),
        )  # fmt: skip
        self.form.add_row(self.scale_words)
        self.sensitive = QCheckBox(_("Import sensitive columns too (ethnicity, religion, Party, identity number)"))
        self.sensitive.setChecked(settings.with_sensitive)

        path = context.operations.record.path
        self.data = QLabel(str(path) if path else _("On a server"), wordWrap=True)
        self.data.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.data.setAccessibleName(_("Data file"))
        other = QPushButton(_("Open &another…"))
        other.setAutoDefault(False)
        other.clicked.connect(self._open_another)
        data_title = QLabel(_("Data file"))
        data_title.setProperty("role", "field")
        data_row = QHBoxLayout()
        data_row.addWidget(self.data, 1)
        data_row.addWidget(other)

        row, self.save_button = button_row(self, _("Save"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        whole.setSpacing(GRID + 4)
        whole.addWidget(heading)
        whole.addWidget(self.form)
        whole.addWidget(self.sensitive)
        whole.addWidget(data_title)
        whole.addLayout(data_row)
        whole.addSpacing(GRID)
        whole.addStretch(1)
        whole.addLayout(row)
        self.theme.currentIndexChanged.connect(self._try_look)
        self.scale.valueChanged.connect(self._try_look)
        self._say_scale()

    def _try_look(self) -> None:
        self._say_scale()
        self.context.theme.apply(str(self.theme.currentData()), self.scale.value() * _STEP)

    def _say_scale(self) -> None:
        words = _("Text at {percent} %").format(percent=self.scale.value() * _STEP)
        self.scale_words.setText(words)
        self.scale.setAccessibleDescription(words)

    def accept(self) -> None:
        """Keep the choices; another language makes the window anew."""
        settings = self.context.settings
        language = str(self.language.currentData())
        changed = language != settings.language
        settings.language = language
        settings.theme = str(self.theme.currentData())
        settings.text_scale = self.scale.value() * _STEP
        settings.desk = self.desk.text().strip()
        settings.with_sensitive = self.sensitive.isChecked()
        try:
            settings.save()
        except OSError as error:
            problem = AppError("file.cannot_write", file="settings.json")
            problem.__cause__ = error
            self.context.feedback.show_error(problem)
        rescaled = settings.text_scale != self._before[1]
        super().accept()
        if changed or rescaled:
            # Words and sizes are set when a widget is made: the window is made anew over the same record.
            self.context.window.language_wanted.emit(language)

    def reject(self) -> None:
        """Leave the look as it was."""
        if (self.context.settings.theme, self.context.settings.text_scale) == self._before:
            self.context.theme.apply(*self._before)
        super().reject()

    def _open_another(self) -> None:
        self.reject()
        self.context.window.data_wanted.emit("open", None)


def _combo(choices: list[tuple[str, str]], chosen: str) -> QComboBox:
    combo = QComboBox()
    for text, value in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    return combo


def open_preferences(context: Context) -> PreferencesDialog:
    """Show this desk's preferences."""
    dialog = PreferencesDialog(context)
    dialog.open()
    return dialog
