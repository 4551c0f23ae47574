"""Names across scripts: what is a hit and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.phonetic.name import SoundName, prepare_sound
from service.engine.matching.phonetic.score import HIGHEST, THRESHOLD, score_of, sound_score


def score(query: str, listed: str, *, is_person: bool = True) -> float:
    return sound_score(prepare_sound(query, is_person=is_person), prepare_sound(listed, is_person=is_person)).score


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Янукович Виктор Фёдорович", "Viktor YANUKOVYCH"),
        ("Олексій Мозговий", "Aleksei MOZGOVOY"),
        ("Владимир Устинов", "USTINOV, Vladimir Vasilyevich"),
        ("Володимир Константинов", "Vladimir KONSTANTINOV"),
        ("Сергій Аксьонов", "Sergey AKSYONOV"),
        ("ヴィクトル・ヤヌコーヴィチ", "Viktor YANUKOVYCH"),
        ("ﾔﾇｺｰｳﾞｨﾁ ｳﾞｨｸﾄﾙ", "Viktor YANUKOVYCH"),
        ("ヴィクトルヤヌコーヴィチ", "Viktor YANUKOVYCH"),
        ("アブドゥル・カビール・モハンマド・ジャン", "ABDUL KABIR MOHAMMAD JAN"),
        ("ムン・ギョンファン", "MUN KYONG HWAN"),
        ("ターニャ・ボードマン", "Tanya BOARDMAN"),
        ("セイフ・エバーハート", "Saif EBERHART"),
        ("アルーン・ムゲイ", "Aroun MUGAYE"),
        ("صدام حسين التكريتي", "SADDAM HUSSEIN AL-TIKRITI"),
        ("بشارالاسد", "Bashar AL-ASSAD"),
        ("محمد اسحاق آخوندزاده", "Mohammad Eshaq AKHUNZADA"),
        ("김정은", "KIM Jong Un"),
        ("리영길", "RI Yong Gil"),
        ("张晓明", "ZHANG, Xiaoming"),
        ("曾國衞", "TSANG, Kwok-wai"),
        ("Χριστόδουλος Ξηρός", "Christodoulos XIROS"),
        ("Ramzan KADYROV", "Рамзан Кадыров"),
        ("Рамзан Кадыров", "ラムザン・カディロフ"),
    ],
)
def test_the_same_person(query: str, listed: str) -> None:
    assert score(query, listed) >= THRESHOLD


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Сергей Иванов", "Sergei PETROV"),
        ("Екатерина Пономарёва", "PONOMAREV, Vyacheslav"),
        ("محمد علي الحسيني", "Mohammed Ali DURGHAM"),
        ("محمد", "Mohammad Omar GHULAM NABI"),
        ("미영 박", "PAK Yong Sik"),
        ("桂花 博 李", "LI Kwai-wah"),
        ("ウラジーミル・ウスチノフ", "USMANOV, Vladimir"),
    ],
)
def test_another_person(query: str, listed: str) -> None:
    assert score(query, listed) < THRESHOLD


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ('ООО "Черноморнефтегаз"', "PJSC CHERNOMORNEFTEGAZ"),
        ("チョルノモルネフチガス社", "PJSC CHERNOMORNEFTEGAZ"),
        ("Феодосийское предприятие по обеспечению нефтепродуктами", "FEODOSIIA"),
    ],
)
def test_companies(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) >= THRESHOLD


def test_the_alignment_says_which_word_met_which() -> None:
    match = sound_score(
        prepare_sound("Янукович Виктор Фёдорович", is_person=True), prepare_sound("Viktor YANUKOVYCH", is_person=True)
    )
    assert {(a.query, a.listed) for a in match.alignment} == {
        ("янукович", "yanukovych"),
        ("виктор", "viktor"),
        ("фёдорович", ""),
    }


def test_order_does_not_matter_much() -> None:
    assert score("Виктор Янукович", "YANUKOVYCH, Viktor") == pytest.approx(
        score("Янукович Виктор", "YANUKOVYCH, Viktor")
    )


@given(st.floats(-50, 50), st.floats(-3, 3))
def test_one_threshold_for_every_operating_point(z: float, point: float) -> None:
    assert 0 <= score_of(z, point) <= HIGHEST
    if abs(z - point) > 1e-9:
        assert (score_of(z, point) >= THRESHOLD) == (z > point)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_compared(query: str, listed: str) -> None:
    assert 0 <= score(query, listed) <= HIGHEST


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("株式会社平田商事", "Hirata Trading Co., Ltd."),
        ("株式会社平田商事", "HIRATA SHOJI K.K."),
        ("ヒラタショウジカブシキガイシャ", "Hirata Trading Co., Ltd."),
        ("三陸化学工業株式会社", "Sanriku Chemical Industries, Ltd."),
        ("ベルカロ貿易株式会社", "Verkaro Trading Inc."),
    ],
)
def test_the_same_japanese_company(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) >= THRESHOLD


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("株式会社三陸銀行", "Sanriku Railway Co., Ltd."),
        ("株式会社平田商事", "Kuroda Trading Co., Ltd."),
        ("ヒラタショウジカブシキガイシャ", "Hirota Pharmaceutical Co., Ltd."),
        ("東海化学工業株式会社", "Tokai Glass Co., Ltd."),
    ],
)
def test_another_japanese_company(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) < THRESHOLD


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("조선바롱무역회사", "Korea Barong Trading Corporation"),
        ("Банк Веркаро", "VERKARO BANK"),
        ("Τράπεζα Βερκάρο", "Verkaro Bank"),
        ("维卡罗贸易有限公司", "Weikaluo Trading Co., Ltd."),
    ],
)
def test_the_same_company_in_another_script(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) >= THRESHOLD


def test_a_trade_that_only_one_of_two_companies_says_tells_them_apart_a_little() -> None:
    with_trade = sound_score(*pair("株式会社ゼルマン商事", "Zeruman Corporation"))
    without = sound_score(*pair("株式会社ゼルマン", "Zeruman Corporation"))
    both = sound_score(*pair("株式会社ゼルマン商事", "Zeruman Trading"))
    assert with_trade.score < min(without.score, both.score)


def pair(left: str, right: str) -> tuple[SoundName, SoundName]:
    return prepare_sound(left, is_person=False), prepare_sound(right, is_person=False)


@pytest.mark.parametrize(
    ("query", "listed", "same"),
    [
        ("חברת הספנות זלמן", "Zelman Shipping Company", True),
        ("תעשיות כבדות קורבט", "Korvat Heavy Industries", True),
        ("חברת הספנות זלמן", "Zelman Insurance Company", False),
        ("בנק קורבט", "Korvat Hotel", False),
    ],
)
def test_a_company_in_hebrew(query: str, listed: str, same: bool) -> None:
    assert (score(query, listed, is_person=False) >= 0.7) is same


def test_two_bodies_that_only_share_their_country_are_apart() -> None:
    assert sound_score(*pair("Министерство обороны Беларуси", "Ministry of Health of Belarus")).score < THRESHOLD
    assert sound_score(*pair("Центральный банк Беларуси", "Central Bank of Belarus")).score > THRESHOLD
