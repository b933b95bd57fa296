import type { Dice } from './dice.ts';

/** The kinds of names a demo shop's customers have; all are made up of common ones. */
export type NameKind = 'en' | 'zh' | 'ko' | 'ja';

export interface PersonName {
  firstName: string;
  lastName: string;
}

type Words = readonly [string, ...string[]];
const words = (text: string): Words => {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
};

const given: Record<NameKind, Words> = {
  en: words(
    'Olivia Emma Amelia Sophia Mia Ava Grace Ella Nora Lily Chloe Zoe Hannah Ruth Alice Clara Elena Maya Ivy Rosa Liam Noah Oliver James Henry Leo Jack Lucas Theo Owen Adam Felix Hugo Marco Samuel David Daniel Peter Simon Anton',
  ),
  zh: words(
    '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 晓明 雨桐 子涵 欣怡 浩然 宇轩 思远 佳琪 梦洁 俊杰 若曦 梓萱 一诺 沐宸 诗涵 文博 嘉怡 雪梅',
  ),
  ko: words(
    '민준 서연 도윤 서윤 예준 지우 시우 서현 하준 하은 주원 하윤 지호 민서 지훈 지유 준서 윤서 건우 채원 현우 지민 우진 수아 선우 다은 연우 예은 유준 소율 정우 은지 승현 미영 영호 정숙 성민 혜진 동현 지영',
  ),
  ja: words(
    '陽菜 葵 結衣 美咲 さくら 凛 莉子 彩 優子 真由美 恵 直美 香織 由美 千尋 楓 蓮 大翔 悠真 湊 陽翔 健太 翔太 拓也 大輔 誠 浩 隆 和也 直樹 涼 樹 遥 純 薫 明 花子 一郎 由紀子 慎之介',
  ),
};

const family: Record<NameKind, Words> = {
  en: words(
    'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker Hall Green Baker Carter Mitchell Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Reed Bailey Kelly Howard Cox Ward Richardson Watson Brooks Gray Bennett Hughes Price Myers Foster',
  ),
  zh: words(
    '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 欧阳',
  ),
  ko: words(
    '김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 주 우 구 남궁 선우',
  ),
  ja: words(
    '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本',
  ),
};

const long: readonly [PersonName, ...PersonName[]] = [
  {
    firstName: 'Maximiliana-Alexandrina Theodora',
    lastName: 'von Hohenberg-Waldenstein zu Lindenau',
  },
  {
    firstName: 'María de los Ángeles Guadalupe',
    lastName: 'Fernández-Villaverde y Rodríguez de la Torre',
  },
  { firstName: 'Nattapongsakul', lastName: 'Wongsuwannasirikulchai' },
  { firstName: 'アレクサンドリーナ・エリザベート', lastName: 'フォン・ローゼンシュタイン＝長谷川' },
];

const handles = words(
  'amber birch cedar clover coral ember fern hazel indigo juniper lark linden maple meadow olive opal pebble pine plum quill reed river rowan sage sparrow stone tansy thistle violet willow',
);
const mailHosts = words('example.com example.net example.org');

/** Mostly the shop's own kind of name, some of another, a few long ones. */
export function nameOf(dice: Dice, kind: NameKind): PersonName {
  const turn = dice.next();
  if (turn < 0.004) return dice.pick(long);
  const drawn = turn < 0.04 ? dice.pick<NameKind>(['en', 'zh', 'ko', 'ja']) : kind;
  return { firstName: dice.pick(given[drawn]), lastName: dice.pick(family[drawn]) };
}

/** An address that cannot belong to anybody: the hosts are reserved for examples. */
export function emailOf(dice: Dice, unique: string): string {
  return `${dice.pick(handles)}.${dice.pick(handles)}.${unique}@${dice.pick(mailHosts)}`;
}
