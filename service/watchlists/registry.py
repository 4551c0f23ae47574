"""All readers, in the order in which they are asked whether they know a file. A new reader is one line here."""

from __future__ import annotations

from service.watchlists.reader import Reader
from service.watchlists.readers import (
    au_dfat,
    ca_sema_xml,
    eu_fsf_xml,
    jp_meti_eul,
    jp_mof_workbook,
    ofac_csv,
    ofac_xml,
    ofsi_conlist,
    uk_sanctions_list,
    un_xml,
)

READERS: tuple[Reader, ...] = (
    ofac_csv.READER,
    ofac_xml.READER,
    un_xml.READER,
    eu_fsf_xml.READER,
    ofsi_conlist.READER,
    uk_sanctions_list.READER,
    jp_mof_workbook.READER,
    jp_meti_eul.READER,
    ca_sema_xml.READER,
    au_dfat.READER,
)
