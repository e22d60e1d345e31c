import { fill, type Values } from './fill.ts';
import { language } from './translate.ts';

/** What is said about a bad line, both languages in one file: it has to be there before the network is gone. */
const ko = {
  'lost.keep': '추측은 이 기기에 남아 있어요.',
  'portal.h': '와이파이 로그인이 필요해요',
  'portal.p': '브라우저를 열어 와이파이에 로그인해 주세요. 자리와 추측은 그대로 있어요.',
  'server.p': '게임 서버가 대답하지 않아요. 대답하면 저절로 이어져요. 추측은 이 기기에 남아 있어요.',
  'network.p': '네트워크가 없어요. 와이파이를 확인해 주세요. 추측은 이 기기에 남아 있어요.',
  slow: '느린 네트워크 모드예요. 게임은 그대로 할 수 있어요.',
  missed: '{n}라운드 추측이 마감 뒤에 도착했어요. 그 전에 놓은 값으로 계산해요.',
  host: '선생님 화면의 연결을 다시 잇는 중이에요. 시간은 그대로 가요.',
  'stage.portal': '와이파이 로그인이 필요해요. 브라우저를 열어 로그인해 주세요. 수업은 계속되고 있어요.',
  'stage.server': '서버가 대답하지 않아요. 대답하면 저절로 이어져요.',
  'stage.network': '네트워크가 없어요. 와이파이나 랜선을 확인해 주세요. 수업은 계속되고 있어요.',
} as const;

export type LineKey = keyof typeof ko;

const en: Readonly<Record<LineKey, string>> = {
  'lost.keep': 'Your guess is kept on this device.',
  'portal.h': 'The Wi-Fi wants you to sign in',
  'portal.p': 'Open your browser and sign in to the Wi-Fi. Your seat and your guess are kept.',
  'server.p':
    'The game does not answer. Once it does you are back by yourself. Your guess is kept on this device.',
  'network.p': 'There is no network. Check your Wi-Fi. Your guess is kept on this device.',
  slow: 'Slow network mode. The game works as usual.',
  missed: 'Your guess for round {n} came after the deadline. The one before it counts.',
  host: 'Your teacher’s screen is reconnecting. Time goes on.',
  'stage.portal':
    'The Wi-Fi wants you to sign in. Open your browser and sign in. Meanwhile the class goes on.',
  'stage.server': 'The server does not answer. Once it does this page is back by itself.',
  'stage.network': 'There is no network. Check the Wi-Fi or the cable. Meanwhile the class goes on.',
};

const words = { ko, en } as const;

export function lineWords(key: LineKey, values: Values = {}): string {
  return fill(words[language.value][key], values, () => undefined);
}
