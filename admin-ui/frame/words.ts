import { nearestLanguage, type Language } from '../i18n/languages.ts';

/** The few words of the frame itself; everything else is said by the embed. */
const words = {
  en: {
    language: 'Language',
    menu: 'Menu',
    standsFor: 'This frame stands for your Shopify admin',
    app: 'Clientele',
    unsaved: 'Unsaved changes',
    leave: 'Leave without saving your changes?',
  },
  'zh-CN': {
    language: '语言',
    menu: '菜单',
    standsFor: '此框架代表您的 Shopify 后台',
    app: 'Clientele',
    unsaved: '有未保存的更改',
    leave: '不保存更改就离开吗？',
  },
  ko: {
    language: '언어',
    menu: '메뉴',
    standsFor: '이 틀은 Shopify 관리자 화면을 대신합니다',
    app: 'Clientele',
    unsaved: '저장하지 않은 변경 사항',
    leave: '변경 사항을 저장하지 않고 나가시겠습니까?',
  },
  ja: {
    language: '言語',
    menu: 'メニュー',
    standsFor: 'この枠は Shopify 管理画面の代わりです',
    app: 'Clientele',
    unsaved: '未保存の変更',
    leave: '変更を保存せずに移動しますか？',
  },
} as const satisfies Record<Language, Record<string, string>>;

export function frameWords(language: Language = nearestLanguage([document.documentElement.lang])) {
  return words[language];
}
