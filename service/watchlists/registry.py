"""All readers, in the order in which they are asked whether they know a file. A new reader is one line here."""

from __future__ import annotations

from service.watchlists.source import SourceFormat
from service.watchlists.sources import (
    au_dfat,
    ca_sema_xml,
    ch_seco_xml,
    eu_fsf_csv,
    eu_fsf_xml,
    ftm_json,
    jp_meti_eul,
    jp_mof_csv,
    jp_mof_workbook,
    ofac_advanced_xml,
    ofac_csv,
    ofac_enhanced_xml,
    ofac_xml,
    ofsi_conlist,
    opensanctions_csv,
    plain_csv,
    uk_sanctions_list,
    uk_sanctions_list_xml,
    un_xml,
    us_csl,
    us_dpl,
)

READERS: tuple[SourceFormat, ...] = (
    ofac_csv.READER,
    ofac_xml.READER,
    ofac_advanced_xml.READER,
    ofac_enhanced_xml.READER,
    us_dpl.READER,
    us_csl.READER,
    un_xml.READER,
    eu_fsf_xml.READER,
    eu_fsf_csv.READER,
    ofsi_conlist.READER,
    uk_sanctions_list.READER,
    uk_sanctions_list_xml.READER,
    jp_mof_workbook.READER,
    jp_mof_csv.READER,
    jp_meti_eul.READER,
    ca_sema_xml.READER,
    au_dfat.READER,
    ch_seco_xml.READER,
    ftm_json.READER,
    opensanctions_csv.READER,
    plain_csv.READER,
)
