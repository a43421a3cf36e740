"""QR codes of links."""

import re
from html import escape

import zxingcpp

from argsoft.language import translate as _
from argsoft.wording.view import QR_NAME


def qr_code(link: str) -> str:
    """Encode a link as a QR code in SVG, dark on light; return "" if it is too long.

    Examples
    --------
    >>> 'aria-label="QR code of the link"' in qr_code("https://example.org/")
    True
    >>> qr_code("https://example.org/" * 200)
    ''
    """
    try:
        code = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError:
        return ""
    # Replace the fixed size and the library's own description.
    width, height, drawn = re.findall(
        r'<svg width="(\d+)" height="(\d+)".*</desc>\s*(.*)', code.to_svg(), re.DOTALL
    )[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(_(QR_NAME))}" '
        f'viewBox="0 0 {width} {height}" shape-rendering="crispEdges">{drawn}'
    )
