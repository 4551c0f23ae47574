"""Bodies whose common words stand in another language, in Latin letters: Sharikat X lil Tijara, X Maoyi Gongsi.

The words were written down for this benchmark, from general knowledge of the languages, and not taken from the tables
of the service.
"""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, Kind, Spell, spelt

Words = dict[str, tuple[str, ...]]

_SAME = {"industry": "industries", "investments": "investment", "service": "services", "petroleum": "oil"}
_SMALL = frozenset(("of", "the", "and", "for", "&"))

_ARABIC: Words = {
    "trading": ("lil Tijara", "littijarah"),
    "company": ("Sharikat", "Sharikah", "Charikat"),
    "bank": ("Masraf", "Bank"),
    "group": ("Majmu'at", "Majmouat"),
    "industries": ("lil Sina'at", "lis-Sinaa"),
    "services": ("Khadamat", "lil Khadamat"),
    "oil": ("Naft", "lil Naft"),
    "foundation": ("Mu'assasat", "Moassasat"),
    "international": ("al-Dawliya", "ad-Duwaliyya", "Eddaoulia"),
    "investment": ("lil Istithmar", "Istithmarat"),
    "exchange": ("lil Sirafa", "lis-Sairafa"),
    "university": ("Jami'at", "Jamiaat"),
    "transport": ("lil Naql", "lin-Naql"),
    "insurance": ("lil Ta'min", "Ta'ameen"),
}
_PERSIAN: Words = {
    "trading": ("Bazargani", "Bazargani-ye", "Tejarati"),
    "company": ("Sherkat", "Sherkat-e"),
    "shipping": ("Keshtirani", "Keshtirani-ye"),
    "industries": ("Sanaye", "Sanaye-e", "Sanayeh"),
    "group": ("Goruh", "Gorooh"),
    "university": ("Daneshgah", "Daneshgah-e"),
    "insurance": ("Bimeh", "Bimeh-ye"),
    "steel": ("Fulad", "Foolad"),
    "engineering": ("Mohandesi", "Mohandessi"),
    "exchange": ("Sarrafi", "Sarafi"),
    "petrochemical": ("Petroshimi", "Petrochimi"),
    "investment": ("Sarmayeh Gozari", "Sarmayegozari"),
    "research": ("Pajouhesh", "Tahghighat"),
    "organization": ("Sazman", "Sazman-e"),
}
_MALAY: Words = {
    "trading": ("Perdagangan",),
    "company": ("Perusahaan", "Syarikat"),
    "shipping": ("Perkapalan", "Pelayaran"),
    "foundation": ("Yayasan",),
    "group": ("Kumpulan", "Grup"),
    "industries": ("Industri", "Perindustrian"),
    "insurance": ("Asuransi", "Insurans"),
    "investment": ("Investasi", "Pelaburan"),
    "international": ("Internasional", "Antarabangsa"),
    "university": ("Universitas", "Universiti"),
    "oil": ("Minyak",),
    "national": ("Nasional", "Kebangsaan"),
}
_TURKISH: Words = {
    "trading": ("Ticaret", "Dış Ticaret"),
    "company": ("Şirketi",),
    "shipping": ("Denizcilik",),
    "industries": ("Sanayi", "Sanayii"),
    "construction": ("İnşaat",),
    "insurance": ("Sigorta",),
    "investment": ("Yatırım",),
    "international": ("Uluslararası",),
    "exchange": ("Döviz",),
    "tourism": ("Turizm",),
    "foundation": ("Vakfı",),
    "bank": ("Bankası",),
}
_CHINESE: Words = {
    "trading": ("Maoyi", "Shangmao"),
    "company": ("Gongsi", "Youxian Gongsi"),
    "shipping": ("Haiyun", "Hangyun"),
    "group": ("Jituan",),
    "technology": ("Keji", "Jishu"),
    "industries": ("Gongye", "Shiye"),
    "international": ("Guoji",),
    "bank": ("Yinhang",),
    "investment": ("Touzi",),
    "chemical": ("Huagong",),
    "engineering": ("Gongcheng",),
    "development": ("Fazhan", "Kaifa"),
}
_KOREAN: Words = {
    "trading": ("Muyok", "Muyeok", "Mooyuk"),
    "company": ("Hoesa", "Hoisa"),
    "bank": ("Unhaeng", "Eunhaeng"),
    "shipping": ("Haeun", "Haewoon"),
    "technology": ("Kisul", "Gisul"),
    "construction": ("Konsol", "Geonseol"),
    "international": ("Kukje", "Gukje"),
    "industries": ("Sanop", "Saneop"),
    "electronics": ("Jonja", "Jeonja"),
    "chemical": ("Hwahak",),
}
_VIETNAMESE: Words = {
    "trading": ("Thương Mại", "Thuong Mai"),
    "company": ("Công ty", "Cong ty"),
    "bank": ("Ngân hàng", "Ngan hang"),
    "group": ("Tập đoàn", "Tap doan"),
    "construction": ("Xây dựng", "Xay dung"),
    "services": ("Dịch vụ", "Dich vu"),
    "investment": ("Đầu tư", "Dau tu"),
    "international": ("Quốc tế", "Quoc te"),
    "transport": ("Vận tải", "Van tai"),
    "technology": ("Công nghệ", "Cong nghe"),
}
_JAPANESE: Words = {
    "trading": ("Shoji", "Boeki", "Shouji"),
    "company": ("Kaisha",),
    "bank": ("Ginko", "Ginkou"),
    "shipping": ("Kaiun", "Kisen"),
    "industries": ("Sangyo", "Kogyo", "Kougyou"),
    "construction": ("Kensetsu",),
    "insurance": ("Hoken",),
    "chemical": ("Kagaku",),
    "international": ("Kokusai",),
    "research": ("Kenkyusho",),
}
_NEAR: Words = {
    "trading": ("Commerce",),
    "shipping": ("Maritime", "Navigation"),
    "transport": ("Freight", "Logistics"),
    "group": ("Holding",),
    "investment": ("Capital",),
    "exchange": ("Remittance",),
    "industries": ("Manufacturing",),
    "construction": ("Contracting",),
    "services": ("Solutions",),
    "center": ("Institute",),
    "foundation": ("Fund",),
    "airlines": ("Airways",),
}


def _said(words: Words, *, first: bool) -> Spell:
    """A name with its common words in another language, before the others or where they stood."""

    def spell(name: str, source: Random) -> str:
        own, others, written = [], [], []
        for word in name.split():
            plain = word.strip(",.").lower()
            known = words.get(_SAME.get(plain, plain))
            if known is not None:
                own.append(source.choice(known))
            elif plain not in _SMALL:
                others.append(word)
            if known is not None or plain not in _SMALL:
                written.append(own[-1] if known is not None else word)
        if not own or not any(len(word.strip(",.()")) > 3 for word in others):
            return name
        return " ".join([*own, *others] if first else written)

    return spell


def _kind(name: str, words: Words, *, first: bool = False, held_back: bool = False) -> Kind:
    return spelt(name, (BODY,), _said(words, first=first), own=True, held_back=held_back)


KINDS = (
    _kind("common words in Arabic", _ARABIC, first=True),
    _kind("common words in Persian", _PERSIAN, first=True, held_back=True),
    _kind("common words in Malay", _MALAY, first=True),
    _kind("common words in Turkish", _TURKISH, held_back=True),
    _kind("common words in Chinese", _CHINESE),
    _kind("common words in Korean", _KOREAN, held_back=True),
    _kind("common words in Japanese", _JAPANESE),
    _kind("common words in Vietnamese", _VIETNAMESE, first=True, held_back=True),
    _kind("common words for others", _NEAR),
)
