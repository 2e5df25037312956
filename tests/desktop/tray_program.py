"""The least that the rig must carry: a tray icon, a notification, a window with a button."""

import sys
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QSystemTrayIcon

app = QApplication(sys.argv)
app.setApplicationName("rig-program")
picture = QPixmap(32, 32)
picture.fill(QColor("#C98B46"))
tray = QSystemTrayIcon(QIcon(picture))
tray.show()
button = QPushButton("Press me")
button.setWindowTitle("Rig program")
button.clicked.connect(lambda: (Path(sys.argv[1]).write_text("pressed"), app.quit()))
button.resize(400, 300)
button.show()
notifications = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
words: tuple[object, ...] = ("rig", 0, "", "Time to move", "Two minutes", [], {}, 60_000)
with open_dbus_connection(bus="SESSION") as connection:
    connection.send_and_get_reply(new_method_call(notifications, "Notify", "susssasa{sv}i", words))
sys.exit(app.exec())
