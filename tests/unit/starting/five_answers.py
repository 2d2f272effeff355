"""What the people of the five projects answer, by the id of each question.

A sign that begins with a star stands for every question whose id ends so. What is not
listed takes what is proposed, or stays blank.
"""

CHINESE = {
    "name": "某县小麦微生物固碳项目", "proponent": "某县农业专业合作社", "jurisdiction": "CN",
    "scenario": "旱地等农田（水田除外）", "synthetic": "是", "methods": "1",
    "practice.kind": "微生物菌剂", "practice.category": "1",
    "practice.description": "每年春季追施颗粒菌剂，每公顷 30 kg。",
    "practice.start": "2021年10月20日", "practice.change": "新增",
    "product.name": "沃土一号", "product.registration": "微生物肥（2018）准字（0001）号",
    "product.form": "颗粒", "product.standard": "GB 20287-2006",
    "strain:1": "枯草芽孢杆菌 B1", "strain:1.deposit": "CGMCC No. 0001",
    "product.labelled_count": "2.0亿/g", "product.legal_minimum": "1亿/g",
    "product.emissions.reference": "生产企业生命周期评价报告（2020）",
    "product.emissions": "0.5", "product.emissions.low": "0.4",
    "product.emissions.high": "0.6", "sterile": "否",
    "land.wet_climate": "否", "land.irrigated": "否", "land.stone_free": "是",
    "land.calcareous": "否", "land.organic_soil": "否",
    "land.converted_from_native": "never",
    "crs": "EPSG:4490", "controls": "C*", "holders": "1",
    "*@encoding": "gb18030", "gps": "3",
    "laboratory:2021": "某县土肥站", "laboratory:2024": "某县土肥站",
    "procedure:2021": "NY/T 1121.6-2006", "procedure:2024": "NY/T 1121.6-2006",
    "*作物年度|MAP_NUMBERS": "1", "side:台账/施用记录.csv#": "项目地", "mechanism": "两者",
    "field_books": "一户：C1；二户：C2；三户：C3；四户：C4",
    "baseline.description": "小麦-玉米轮作，施用化肥。",
    "baseline.look_back": "2018-01-01 2021-01-01", "baseline.sealed_on": "2021-09-01",
    "absent.organic_nitrogen": "本村不养畜，未购有机肥", "absent.nitrogen_fixing": "只种小麦玉米",
    "absent.amendments": "仅本田秸秆还田", "carrier.amount": "1.8",
    "absent.lime": "石灰性土壤，无需施用", "absent.residue_burning": "秸秆还田，禁烧",
    "absent.livestock": "无放牧", "absent.woody_plants": "无林网的农田",
    "absent.displaced_livestock": "实施前即无牲畜", "absent.diverted_residues": "秸秆未作燃料",
    "absent.displaced_production": "面积和作物不变", "yield": "1",
    "risk.internal": "8", "risk.external": "2", "risk.natural": "3", "risk.longevity": "40",
    "events": "否", "earlier": "没有", "runs.laboratory": "有",
    "runs.laboratory.file": "papers/质控.pdf",
    "runs.laboratory.list": "2021-11-01 10.71 10.66；2021-11-02 10.71 10.75；"
    "2024-11-01 10.71 10.73；2024-11-02 10.71 10.69",
    "runs.rings": "否", "surplus": "是", "adoption": "6", "barriers": "菌剂成本高于增产收益",
    "additionality.signed_by": "某县农业专业合作社", "additionality.signed_on": "2021-08-01",
    "additionality.text": "法规未要求，没有碳收益则不会实施。", "additionality.file": "papers/声明.pdf",
    "tenure.signed_by": "某县农业专业合作社", "tenure.signed_on": "2021-08-01",
    "tenure.text": "流转合同至2045年，清除量归合作社所有。", "tenure.file": "papers/声明.pdf",
    "uniqueness.signed_by": "某县农业专业合作社", "uniqueness.signed_on": "2021-08-01",
    "uniqueness.text": "未参与其他减排机制。", "uniqueness.file": "papers/声明.pdf",
}  # fmt: skip

AMERICAN = {
    "name": "Hill Farm", "proponent": "Hill Farm LLC", "jurisdiction": "US",
    "scenario": "Cropland, not flooded", "synthetic": "y", "methods": "mcs",
    "practice.kind": "consortium", "practice.description": "Inoculant on the seed.",
    "practice.start": "2021-10-20", "land.stone_free": "yes",
    "*word|treated": "project land", "*Top depth (in)|MAP_NUMBERS": "Upper depth [in]", "*Bottom depth (in)|MAP_NUMBERS": "Lower depth [in]", "*@dates": "mdy", "area:S1": "300 acres", "*word|check": "control land",
}  # fmt: skip

GERMAN = {
    "name": "Hof Lindenau", "proponent": "Hof Lindenau GbR", "jurisdiction": "DE",
    "scenario": "cropland", "synthetic": "yes", "methods": "Both side by side",
    "practice.kind": "microbial_management", "practice.description": "Compost tea.",
    "practice.start": "2021-10-20", "land.cover": "Cropland",
    "land.stone_free": "yes", "land.wet_climate": "no", "land.irrigated": "no",
    "land.organic_soil": "no", "land.converted_from_native": "never",
    "*word|unbehandelt": "control land", "*word|beimpft": "project land",
    "area:S1": "60", "*|Datum|MAP_UNSURE": "Sampling date",
    "*|Jahr|MAP_NUMBERS": "1", "*Ertrag (kg/ha)|MAP_UNSURE": "Crop yield",
    "file:Ackerschlagkartei.csv|@about": "Yields", "*@dates": "dmy",
    "*|von cm|MAP_NUMBERS": "Upper depth [cm]", "*|bis cm|MAP_NUMBERS": "Lower depth [cm]",
}  # fmt: skip

SPANISH = {
    "name": "Finca El Olivo", "proponent": "Finca El Olivo SL", "jurisdiction": "ES",
    "scenario": "cropland", "synthetic": "yes", "methods": "mcs",
    "practice.kind": "biocrust", "practice.description": "Crust is spread.",
    "practice.start": "2021-10-20", "land.stone_free": "yes",
}  # fmt: skip

METER = {
    "name": "Station field", "proponent": "Field Station", "jurisdiction": "GB",
    "scenario": "grassland", "synthetic": "yes", "methods": "mcs",
    "practice.kind": "other", "practice.description": "A soil drench.",
    "practice.start": "2021-10-20", "land.stone_free": "yes",
}  # fmt: skip
