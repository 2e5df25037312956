"""The locale in which Qt starts."""

import codecs
import locale
import os


def use_utf8() -> None:
    """Use a locale with UTF-8, as Qt does by itself after four lines on the standard error.

    Call it before the application of Qt is made. The language of texts was chosen before.
    """
    if codecs.lookup(locale.getencoding()).name != "utf-8":
        os.environ["LC_ALL"] = "C.UTF-8"
