"""A window in which somebody is writing; what stands in it is written to the file in the first argument."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

app = QApplication(sys.argv)
app.setApplicationName("letter")
letter = QPlainTextEdit()
letter.setWindowTitle("A letter")
letter.resize(500, 300)
letter.textChanged.connect(lambda: Path(sys.argv[1]).write_text(letter.toPlainText()))
letter.show()
sys.exit(app.exec())
