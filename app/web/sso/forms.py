"""Forms of single sign-on."""

from app.i18n.locale import lazy_gettext as _l
from app.web.forms import Form, LineField, Longest, Required


class LinkCodeForm(Form):
    """The one-time code that tells which account it is."""

    code = LineField(_l("Mã liên kết"), [Required(_l("Xin nhập mã liên kết.")), Longest(60)])
