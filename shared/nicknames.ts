/** Languages in which a nickname can be made up. */
export type NicknameLanguage = 'ko' | 'en';

const WORDS = {
  ko: {
    first:
      '바삭한 말랑한 촉촉한 달콤한 고소한 포근한 폭신한 쫀득한 따끈한 향긋한 상큼한 반짝이는 동그란 씩씩한 다정한 느긋한 산뜻한 새콤한 든든한 명랑한 용감한 노릇한 담백한 화사한',
    second:
      '버터링 마들렌 휘낭시에 스콘 쿠키 머핀 크루아상 바게트 식빵 카스텔라 타르트 에클레어 마카롱 베이글 단팥빵 소금빵 꽈배기 약과 호떡 와플 브라우니 다쿠아즈 슈크림 도넛',
  },
  en: {
    first:
      'Cozy Warm Soft Crisp Sunny Merry Happy Jolly Brave Calm Kind Witty Zesty Tasty Minty Lucky Fresh Swift Quiet Peppy Fancy Noble Bold Zippy',
    second:
      'Scone Bagel Pie Roll Cake Donut Toast Wafer Torte Bread Crepe Mochi Sable Pita Naan Loaf Crust Babka Fudge Pecan Maple Berry Icing Cocoa',
  },
} as const;

/** Shares no factor with the 24 × 24 pairs, so neighbours differ in both words and no pair comes twice. */
const STRIDE = 215;
const MOST_LAPS = 9;

/** The n-th friendly bakery name: 576 pairs of words, then the same pairs numbered 2 to 9. */
export function suggestName(n: number, language: NicknameLanguage): string {
  const first = WORDS[language].first.split(' ');
  const second = WORDS[language].second.split(' ');
  const pairs = first.length * second.length;
  const index = ((n % (pairs * MOST_LAPS)) + pairs * MOST_LAPS) % (pairs * MOST_LAPS);
  const pair = (index * STRIDE) % pairs;
  const lap = Math.floor(index / pairs) + 1;
  const name = `${first[pair % first.length]} ${second[Math.floor(pair / first.length)]}`;
  return lap === 1 ? name : name + lap;
}
