import type { ErrorCode } from '../shared/errors.ts';
import type { Language } from '../shared/room/settings.ts';

/** For programs and for pages without their own words: what happened, and what to do now. */
const messages: Readonly<Record<ErrorCode, Readonly<Record<Language, string>>>> = {
  'room/unknown': {
    ko: '그런 방이 없습니다. 화면에 보이는 번호를 다시 확인해 주세요.',
    en: 'There is no such room. Check the digits on the screen.',
  },
  'room/locked': {
    ko: '방이 잠겨 있습니다. 선생님께 열어 달라고 말씀드리세요.',
    en: 'The room is locked. Ask your teacher to unlock it.',
  },
  'room/full': {
    ko: '방이 가득 찼습니다. 선생님께 알려 주세요.',
    en: 'The room is full. Tell your teacher.',
  },
  'room/queued': {
    ko: '한꺼번에 많은 사람이 들어오고 있습니다. 잠시 기다리면 자동으로 들어갑니다.',
    en: 'Many people are joining at once. Wait a moment; you will be let in.',
  },
  'room/ended': {
    ko: '수업이 끝난 방입니다. 다시 보기에서 결과를 볼 수 있습니다.',
    en: 'This game has ended. Its replay shows the results.',
  },
  'room/damaged': {
    ko: '이 방의 기록이 손상되어 열 수 없습니다. 새 방을 열어 주세요.',
    en: 'The record of this room is damaged and cannot be opened. Open a new room.',
  },
  'server/full': {
    ko: '서버에 열 수 있는 방이 더 없습니다. 잠시 뒤에 다시 시도해 주세요.',
    en: 'The server has no room left for another game. Try again later.',
  },
  'server/stopping': {
    ko: '서버가 다시 시작하는 중입니다. 잠시 뒤에 자동으로 이어집니다.',
    en: 'The server is restarting. The game goes on in a moment.',
  },
  'seat/unknown': {
    ko: '이 자리를 찾을 수 없습니다. 방 번호로 다시 들어오세요.',
    en: 'This seat is not known here. Join again with the digits.',
  },
  'seat/removed': {
    ko: '선생님이 이 자리를 내보냈습니다. 선생님께 여쭤보세요.',
    en: 'The host removed this seat. Ask your teacher.',
  },
  'name/invalid': {
    ko: '쓸 수 없는 이름입니다. 1~12글자로 다시 적어 주세요.',
    en: 'This name cannot be used. Choose one of 1 to 12 characters.',
  },
  'name/personal': {
    ko: '전화번호, 이메일 주소, 주민등록번호는 이름으로 쓸 수 없고 저장되지 않았습니다. 별명을 적어 주세요.',
    en: 'A telephone number, an e-mail address or a registration number is no name here, and was not kept. Choose a nickname.',
  },
  'name/taken': {
    ko: '이미 있는 이름입니다. 다른 이름을 적어 주세요.',
    en: 'Somebody has this name already. Choose another.',
  },
  'name/reserved': {
    ko: '봇이나 선생님을 위한 이름입니다. 다른 이름을 적어 주세요.',
    en: 'This name is kept for bots or the host. Choose another.',
  },
  'round/not-open': {
    ko: '지금은 추정을 받지 않습니다. 다음 라운드를 기다려 주세요.',
    en: 'No estimates are taken now. Wait for the next round.',
  },
  'round/other': {
    ko: '다른 라운드가 진행 중입니다. 지금 라운드에서 다시 추정해 주세요.',
    en: 'Another round is running. Place your estimate again in this one.',
  },
  'estimate/malformed': {
    ko: '추정을 읽을 수 없습니다. 슬라이더로 다시 정해 주세요.',
    en: 'The estimate cannot be read. Set the slider again.',
  },
  'estimate/out-of-range': {
    ko: '추정이 범위를 벗어났습니다. 맛마다 0.1 % 이상, 모두 더해 100 %로 정해 주세요.',
    en: 'The estimate is out of range. Give every flavour at least 0.1 %, 100 % together.',
  },
  'op/conflict': {
    ko: '같은 요청이 다른 내용으로 왔습니다. 다시 한 번 보내 주세요.',
    en: 'The same request came with other content. Send it once more.',
  },
  'phase/not-now': {
    ko: '지금 단계에서는 할 수 없는 일입니다. 화면이 바뀌면 다시 시도해 주세요.',
    en: 'This cannot be done in the present phase. Try again when the screen changes.',
  },
  'host/required': {
    ko: '진행자만 할 수 있는 일입니다. 비밀번호나 복구 번호를 확인해 주세요.',
    en: 'Only the host can do this. Check the password or the recovery code.',
  },
  'settings/invalid': {
    ko: '이 설정으로는 방을 열 수 없습니다. 맛의 개수와 뽑는 개수를 확인해 주세요.',
    en: 'A room cannot be opened with these settings. Check the cookies in the jar and the size of the draws.',
  },
  'rate/slow-down': {
    ko: '요청이 너무 잦습니다. 잠시 뒤에 다시 시도해 주세요.',
    en: 'Too many requests. Try again in a moment.',
  },
  'protocol/outdated': {
    ko: '페이지가 오래되었습니다. 새로 고침해 주세요.',
    en: 'This page is out of date. Reload it.',
  },
  'payload/malformed': {
    ko: '서버가 이 요청을 이해하지 못했습니다. 페이지를 새로 고치고 다시 시도해 주세요.',
    en: 'The server does not understand this request. Reload the page and try again.',
  },
  'store/unavailable': {
    ko: '지금은 저장할 수 없습니다. 저장 공간이 찼을 수 있으니 진행자가 서버를 확인해 주세요.',
    en: 'Nothing can be saved now. The storage may be full: the host should look at the server.',
  },
  internal: {
    ko: '서버에서 오류가 났습니다. 다시 시도하고, 계속되면 서버를 맡은 분께 알려 주세요.',
    en: 'The server made a mistake. Try again; if it persists, tell whoever runs the server.',
  },
};

export function messageFor(code: ErrorCode, language: Language): string {
  return messages[code][language];
}

/** The language a browser asks for; English when it asks for neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, 200).split(',').map(wish);
  const best = wishes.reduce((a, b) => (b.weight > a.weight ? b : a), {
    language: 'en' as Language,
    weight: 0,
  });
  return best.language;
}

function wish(part: string): { readonly language: Language; readonly weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const language = /^(ko|en)(-|$)/.exec(tag)?.[1] as Language | undefined;
  const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
  return { language: language ?? 'en', weight: language === undefined ? 0 : Number(quality ?? 1) };
}
