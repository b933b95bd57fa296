import type { NameKind } from './names.ts';

interface Good extends Record<NameKind, string> {
  dollars: number;
  /** It comes in these sizes, and in two colours. */
  sizes?: readonly string[];
}

interface GoodsType {
  sku: string;
  name: Record<NameKind, string>;
  items: readonly Good[];
}

export const vendors = ['Hillside', 'Kiln & Co', 'North Loom', 'Lantern', 'Paper Crane'] as const;

/** What sizes and colours are called, and the colours. */
export const sizeOption: Record<NameKind, string> = {
  en: 'Size',
  zh: '尺码',
  ko: '사이즈',
  ja: 'サイズ',
};
export const colourOption: Record<NameKind, { name: string; values: readonly string[] }> = {
  en: { name: 'Color', values: ['Natural', 'Indigo'] },
  zh: { name: '颜色', values: ['原色', '靛蓝'] },
  ko: { name: '색상', values: ['내추럴', '인디고'] },
  ja: { name: 'カラー', values: ['生成り', '藍'] },
};

const clothes = ['S', 'M', 'L', 'XL'] as const;

/** A shop of tea and things for the home, in the four languages of the embed; prices in dollars. */
export const goods: readonly GoodsType[] = [
  {
    sku: 'TEA',
    name: { en: 'Tea', zh: '茶叶', ko: '차', ja: 'お茶' },
    items: [
      {
        en: 'Jasmine green tea',
        zh: '茉莉绿茶',
        ko: '재스민 녹차',
        ja: 'ジャスミン緑茶',
        dollars: 12,
      },
      { en: 'Roasted oolong', zh: '炭焙乌龙', ko: '로스팅 우롱차', ja: '焙煎烏龍茶', dollars: 16 },
      { en: 'First flush sencha', zh: '头采煎茶', ko: '첫물 센차', ja: '一番茶 煎茶', dollars: 19 },
      {
        en: 'Aged white tea cake',
        zh: '陈年白茶饼',
        ko: '숙성 백차 병차',
        ja: '熟成白茶餅',
        dollars: 48,
      },
      {
        en: 'Chamomile blend',
        zh: '洋甘菊拼配',
        ko: '캐모마일 블렌드',
        ja: 'カモミールブレンド',
        dollars: 11,
      },
      {
        en: 'Tasting set of six',
        zh: '六款品鉴装',
        ko: '6종 시음 세트',
        ja: '6種飲み比べセット',
        dollars: 32,
      },
    ],
  },
  {
    sku: 'COF',
    name: { en: 'Coffee', zh: '咖啡', ko: '커피', ja: 'コーヒー' },
    items: [
      {
        en: 'House espresso beans',
        zh: '招牌意式豆',
        ko: '하우스 에스프레소 원두',
        ja: 'ハウスエスプレッソ豆',
        dollars: 17,
      },
      {
        en: 'Single origin filter',
        zh: '单一产地手冲豆',
        ko: '싱글 오리진 필터',
        ja: 'シングルオリジン',
        dollars: 21,
      },
      { en: 'Decaf beans', zh: '低因咖啡豆', ko: '디카페인 원두', ja: 'デカフェ豆', dollars: 18 },
      {
        en: 'Drip bags, ten',
        zh: '挂耳咖啡十包',
        ko: '드립백 10개',
        ja: 'ドリップバッグ10個',
        dollars: 14,
      },
      { en: 'Cold brew kit', zh: '冷萃套装', ko: '콜드브루 키트', ja: '水出しキット', dollars: 39 },
    ],
  },
  {
    sku: 'CER',
    name: { en: 'Ceramics', zh: '陶瓷', ko: '도자기', ja: '陶器' },
    items: [
      {
        en: 'Stoneware mug',
        zh: '粗陶马克杯',
        ko: '스톤웨어 머그',
        ja: 'ストーンウェアマグ',
        dollars: 24,
      },
      {
        en: 'Teapot, 400 ml',
        zh: '茶壶 400毫升',
        ko: '찻주전자 400ml',
        ja: '急須 400ml',
        dollars: 58,
      },
      { en: 'Pair of tea cups', zh: '对杯', ko: '찻잔 한 쌍', ja: '湯呑みペア', dollars: 34 },
      { en: 'Celadon bowl', zh: '青瓷碗', ko: '청자 그릇', ja: '青磁の碗', dollars: 42 },
      {
        en: 'Moon jar vase',
        zh: '月亮罐花瓶',
        ko: '달항아리 화병',
        ja: '満月壺の花器',
        dollars: 120,
      },
    ],
  },
  {
    sku: 'TEX',
    name: { en: 'Textiles', zh: '织物', ko: '패브릭', ja: 'テキスタイル' },
    items: [
      {
        en: 'Linen tea towel',
        zh: '亚麻茶巾',
        ko: '리넨 티타월',
        ja: 'リネンのふきん',
        dollars: 15,
      },
      {
        en: 'Linen shirt',
        zh: '亚麻衬衫',
        ko: '리넨 셔츠',
        ja: 'リネンシャツ',
        dollars: 38,
        sizes: clothes,
      },
      { en: 'Wool throw', zh: '羊毛毯', ko: '울 블랭킷', ja: 'ウールブランケット', dollars: 95 },
      {
        en: 'Cotton apron',
        zh: '棉围裙',
        ko: '면 앞치마',
        ja: 'コットンエプロン',
        dollars: 36,
        sizes: clothes,
      },
      {
        en: 'House slippers',
        zh: '居家拖鞋',
        ko: '실내 슬리퍼',
        ja: 'ルームシューズ',
        dollars: 29,
        sizes: clothes,
      },
    ],
  },
  {
    sku: 'CAN',
    name: { en: 'Candles', zh: '香氛蜡烛', ko: '캔들', ja: 'キャンドル' },
    items: [
      { en: 'Cedar candle', zh: '雪松蜡烛', ko: '시더 캔들', ja: 'シダーキャンドル', dollars: 28 },
      {
        en: 'Fig leaf candle',
        zh: '无花果叶蜡烛',
        ko: '무화과잎 캔들',
        ja: 'いちじくの葉キャンドル',
        dollars: 28,
      },
      { en: 'Beeswax tapers', zh: '蜂蜡长烛', ko: '밀랍 테이퍼', ja: '蜜蝋テーパー', dollars: 18 },
      { en: 'Incense, sandalwood', zh: '檀香', ko: '백단 향', ja: '白檀のお香', dollars: 13 },
      { en: 'Candle refill', zh: '蜡烛补充装', ko: '캔들 리필', ja: 'キャンドル詰替', dollars: 19 },
    ],
  },
  {
    sku: 'STA',
    name: { en: 'Stationery', zh: '文具', ko: '문구', ja: '文具' },
    items: [
      { en: 'Dotted notebook', zh: '点阵笔记本', ko: '도트 노트', ja: 'ドットノート', dollars: 16 },
      { en: 'Letter set', zh: '信纸套装', ko: '편지지 세트', ja: 'レターセット', dollars: 14 },
      { en: 'Brush pen', zh: '秀丽笔', ko: '붓펜', ja: '筆ペン', dollars: 8 },
      { en: 'Desk calendar', zh: '台历', ko: '탁상 달력', ja: '卓上カレンダー', dollars: 18 },
      { en: 'Fountain pen', zh: '钢笔', ko: '만년필', ja: '万年筆', dollars: 65 },
    ],
  },
  {
    sku: 'SNK',
    name: { en: 'Sweets', zh: '茶点', ko: '다과', ja: 'お菓子' },
    items: [
      { en: 'Sesame brittle', zh: '芝麻糖', ko: '깨강정', ja: 'ごま飴', dollars: 9 },
      {
        en: 'Matcha biscuits',
        zh: '抹茶饼干',
        ko: '말차 비스킷',
        ja: '抹茶ビスケット',
        dollars: 11,
      },
      { en: 'Candied ginger', zh: '姜糖', ko: '생강 정과', ja: '生姜糖', dollars: 10 },
      { en: 'Chocolate, 70%', zh: '70%黑巧', ko: '70% 초콜릿', ja: 'チョコレート70%', dollars: 9 },
      { en: 'Red bean wafers', zh: '红豆最中', ko: '팥 모나카', ja: '最中', dollars: 14 },
    ],
  },
  {
    sku: 'GFT',
    name: { en: 'Gift boxes', zh: '礼盒', ko: '선물 세트', ja: 'ギフト' },
    items: [
      { en: 'Small tea gift', zh: '小茶礼', ko: '작은 차 선물', ja: 'お茶の小箱', dollars: 35 },
      { en: 'Morning box', zh: '晨间礼盒', ko: '모닝 박스', ja: '朝の詰め合わせ', dollars: 59 },
      { en: 'Tea ceremony set', zh: '茶席套装', ko: '다도 세트', ja: '茶道セット', dollars: 145 },
      { en: 'Year of tea', zh: '全年茶礼', ko: '1년 차 선물', ja: '一年のお茶', dollars: 260 },
      {
        en: 'Housewarming box',
        zh: '乔迁礼盒',
        ko: '집들이 선물 세트',
        ja: '新居祝いギフト',
        dollars: 88,
      },
    ],
  },
];
