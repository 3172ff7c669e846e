"""PDFs as nobody should send them."""

from __future__ import annotations

import random
import zlib

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf_of_objects(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Write numbered objects, the first being the catalog, with a right table of offsets."""
    body = b"%PDF-1.5\n"
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            trailer,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(body)
    )


def page_tree_that_loops() -> bytes:
    """A page tree that contains itself."""
    return pdf_of_objects(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1>>", PAGE)


def page_tree_that_doubles(levels: int = 40) -> bytes:
    """A page tree where each level names the next one twice: 2^levels pages."""
    nodes = [
        b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (number, number)
        for number in range(3, levels + 3)
    ]
    return pdf_of_objects(CATALOG, *nodes, PAGE)


def one_page_named_often(times: int) -> bytes:
    """A page tree that names one page again and again."""
    kids = b"<</Type/Pages/Kids[" + b"3 0 R " * times + b"]/Count 1>>"
    return pdf_of_objects(CATALOG, kids, PAGE)


def rights_managed() -> bytes:
    """A PDF encrypted for certificates rather than with a password."""
    return pdf_of_objects(
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        b"<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5>>",
        trailer=b"/Encrypt 4 0 R/ID[<00><00>]",
    )


def object_stream_that_unpacks_to(megabytes: int, noise: int = 0) -> bytes:
    """A form in an object stream, followed by white space and ``noise`` bytes that don't pack."""
    packer = zlib.compressobj(9)
    spaces = b" " * (1024 * 1024)
    data = packer.compress(b"5 0 <</Fields[]>>")
    data += b"".join(packer.compress(spaces) for _ in range(megabytes))
    data += packer.compress(random.Random(0).randbytes(noise)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
        % (len(data), data),
    ]
    body = b"%PDF-1.5\n"
    rows = bytes(7)
    for number, one in enumerate(objects, 1):
        rows += b"\1%s\0\0" % len(body).to_bytes(4, "big")
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows += b"\1%s\0\0\2\0\0\0\3\0\0" % len(body).to_bytes(4, "big")
    table = b"4 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(rows)
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table + rows + end


def table_that_unpacks_to(megabytes: int, rows: int = 4) -> bytes:
    """A cross-reference stream of zeros, a thousandth of the size on disk, stating ``rows``."""
    packer = zlib.compressobj(9)
    zeros = bytes(1024 * 1024)
    data = b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
    body = b"%%PDF-1.5\n1 0 obj\n%s\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" % (
        CATALOG
    )
    stream = (
        b"3 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>"
        b"\nstream\n" % (rows, len(data))
    )
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + stream + data + end
