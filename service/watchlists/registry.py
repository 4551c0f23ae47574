"""All readers, in the order in which they are asked whether they know a file. A new reader is one line here."""

from __future__ import annotations

from service.watchlists.reader import Reader
from service.watchlists.readers import eu_fsf_xml, jp_mof_workbook, ofac_csv, un_xml

READERS: tuple[Reader, ...] = (
    ofac_csv.READER,
    un_xml.READER,
    eu_fsf_xml.READER,
    jp_mof_workbook.READER,
)
