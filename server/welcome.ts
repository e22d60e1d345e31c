import { renderUnicodeCompact } from 'uqr';
import type { Language } from '../shared/room/settings.ts';

const words = {
  ko: {
    open: '변분과자점이 문을 열었습니다.',
    phones: '같은 네트워크의 휴대폰과 컴퓨터에서:',
    here: '이 컴퓨터에서:',
    others: '휴대폰에서 열리지 않으면 이 주소도 시도해 보세요:',
    alone: '다른 기기에서 닿는 네트워크 주소가 없습니다. Wi-Fi나 유선망에 연결하세요.',
    stop: '끝내려면 Ctrl-C를 누르세요.',
  },
  en: {
    open: 'The Variational Bakery is open.',
    phones: 'On phones and computers of the same network:',
    here: 'On this computer:',
    others: 'If a phone cannot open it, try:',
    alone: 'This computer has no address that other devices reach. Connect it to Wi-Fi or a cable.',
    stop: 'Press Ctrl-C to stop.',
  },
} as const;

export interface Welcome {
  /** What phones open. */
  readonly base: string;
  readonly local: string;
  readonly others: readonly string[];
  readonly reachable: boolean;
}

/** What a teacher reads in the terminal: the address in full, and the same as a QR code. */
export function welcomeText({ base, local, others, reachable }: Welcome, language: Language): string {
  const text = words[language];
  const lines = reachable
    ? [text.phones, '', `    ${base}`, '', renderUnicodeCompact(base, { border: 2 })]
    : [text.alone];
  const more = others.length === 0 ? [] : ['', text.others, ...others.map((address) => `    ${address}`)];
  return ['', text.open, '', ...lines, ...more, '', `${text.here} ${local}`, text.stop, ''].join('\n');
}

export function machineLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ko') ? 'ko' : 'en';
}
