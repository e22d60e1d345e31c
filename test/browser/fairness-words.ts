/** The check as a reader has it before the eyes, word for word; nothing here comes from the page's own tables. */
export interface CheckWords {
  readonly heading: string;
  readonly goodVerdict: string;
  readonly badHeading: string;
  readonly partial: string;
  readonly badList: (titles: string) => string;
  readonly good: string;
  readonly wrong: string;
  readonly note: string;
  /** Title and explanation of every step of an honest lesson, in order. */
  readonly steps: readonly (readonly [title: string, why: string])[];
  /** What is said where a step fails. */
  readonly says: Readonly<Record<Failing, string>>;
  readonly title: Readonly<Record<Failing, string>>;
  /** An event at its place: the first receipt that does not fit. */
  readonly atEvent: string;
  readonly ask: string;
  readonly yes: string;
  readonly no: string;
  readonly close: string;
  readonly how: string;
}

export type Failing =
  | 'seal'
  | 'jar'
  | 'draws'
  | 'unchained'
  | 'order'
  | 'chain'
  | 'receipts'
  | 'placed'
  | 'replay'
  | 'scores'
  | 'truth';

export const ko: CheckWords = {
  heading: '공정성 확인',
  goodVerdict: '모두 맞아요 10가지를 이 기기에서 처음부터 다시 계산했어요.',
  badHeading: '맞지 않는 곳이 있어요',
  partial: '일부만 확인했어요 전체 기록을 받지 못해 봉인과 뽑기만 다시 계산했어요.',
  badList: (titles) => `어긋난 곳: ${titles}. 아래에서 어디가 어떻게 다른지 볼 수 있어요.`,
  ...{ good: '일치', wrong: '불일치', note: '참고' },
  steps: [
    [
      '봉인 값',
      '첫 뽑기 전에 이 기기가 적어 둔 값이에요. 열린 통, 씨앗, 솔트로 다시 만든 지문이 한 글자도 다르지 않아야 해요.',
    ],
    [
      '반이 고른 말',
      '봉인 값이 보인 뒤에 반이 고른 말이 섞였어요. 그래서 서버 혼자서는 뽑기를 정할 수 없었어요.',
    ],
    [
      '통 속 과자',
      '아무도 고르지 않은 통이에요. 씨앗과 반이 고른 말에서 과자 수를 다시 계산하면 공개한 것과 같아야 해요.',
    ],
    [
      '뽑기',
      '봉인된 씨앗에서 뽑기 3번을 그대로 되풀이해요. 과자가 나온 순서까지 수업에서 본 것과 같아야 해요.',
    ],
    ['사건의 순서', '수업에서 일어난 일이 빠짐없이 차례대로 있고, 놀이 규칙에 맞게 이어져야 해요.'],
    [
      '기록의 사슬',
      '사건마다 앞사건의 지문을 넣어 새 지문을 만들어요. 하나라도 고치면 마지막 지문이 달라져요.',
    ],
    [
      '이 기기의 영수증',
      '수업하는 동안 이 기기가 적어 둔 사슬 지문 N개예요. 그 뒤로 아무도 고칠 수 없으니 다시 계산한 사슬과 모두 같아야 해요.',
    ],
    [
      '이 기기가 보낸 추측',
      '이 기기가 보낸 그대로 적어 둔 추측과 내기 N개예요. 기록의 그 자리에 똑같이 있어야 해요.',
    ],
    ['화면에 보이는 기록', '이 화면의 뽑기, 추측, 점수가 사슬에 묶인 기록과 같아야 해요.'],
    ['라운드마다 점수', '적힌 추측에서 점수와 순위를 다시 계산해요. 수업에서 받은 점수와 같아야 해요.'],
    ['통과 견준 값', '모든 추측을 열린 통과 다시 견주고 내기도 다시 셈해요.'],
  ],
  says: {
    seal: '열린 내용에서 다른 지문이 나와요. 봉인한 뒤에 무언가 바뀌었어요.',
    jar: '공개한 과자 수가 봉인한 통과 달라요.',
    draws: '씨앗에서 나온 순서와 기록의 순서가 다른 뽑기가 있어요.',
    unchained: '사슬이 없다고 하면서 사슬의 조각이 남아 있어요. 사슬을 떼어 낸 기록일 수 있어요.',
    order: 'N번째 사건이 제자리가 아니에요.',
    chain: '마지막 지문이 달라요. 사건을 고치거나 빼거나 넣었어요.',
    receipts: '이 기기가 그때 받은 지문과 지금의 기록이 달라요. 수업 뒤에 기록이 바뀌었어요.',
    placed: '기록이 이 기기가 보낸 것과 달라요.',
    replay: '화면의 값이 사슬에 묶인 기록과 달라요.',
    scores: '추측에서 다시 계산한 점수가 기록과 달라요.',
    truth: '통과 견준 값이 기록과 달라요.',
  },
  title: {
    ...{ seal: '봉인 값', jar: '통 속 과자', draws: '뽑기', unchained: '사슬 없는 기록' },
    ...{ order: '사건의 순서', chain: '기록의 사슬', receipts: '이 기기의 영수증' },
    placed: '이 기기가 보낸 추측',
    ...{ replay: '화면에 보이는 기록', scores: '라운드마다 점수', truth: '통과 견준 값' },
  },
  atEvent: '사건 N, 맞아야 할 값',
  ask: '그 말을 기억하나요? 적어 보세요.',
  yes: '맞아요. 이 말이 섞였어요.',
  no: '이 말은 아니에요. 띄어쓰기까지 같아야 해요.',
  close: '닫기',
  how: '숫자로 어떻게 증명하나요?',
};

export const en: CheckWords = {
  heading: 'Fairness check',
  goodVerdict: 'Everything matches 10 things were worked out anew on this device, from the start.',
  badHeading: 'Something does not match',
  partial:
    'Partly verified The full log could not be fetched, so only the seal and the draws were worked out anew.',
  badList: (titles) => `Does not match: ${titles}. See below where and how.`,
  ...{ good: 'Matches', wrong: 'Does not match', note: 'Note' },
  steps: [
    [
      'The seal',
      'This device wrote the seal down before the first draw. The fingerprint made from the opened jar, seed and salt must not differ from it in a single letter.',
    ],
    [
      'The class’s word',
      'After the seal was on screen the class’s word was mixed in. So the server could not decide the draws by itself.',
    ],
    [
      'The cookies in the jar',
      'Nobody chose this jar. Its cookies are worked out again from the seed and the class’s word and must be the ones that were shown.',
    ],
    [
      'The draws',
      '3 draws are repeated from the sealed seed. Even the order of the cookies must be the one the class saw.',
    ],
    [
      'The order of events',
      'Everything that happened must be there, one after another, the way the rules of the game allow.',
    ],
    [
      'The chain of the record',
      'Each event’s fingerprint contains the one before it. Change a single event, and the last fingerprint is another.',
    ],
    [
      'This device’s receipts',
      'During the lesson this device wrote down N fingerprints of the chain. Nobody could change them since, so all of them must be found in the chain as worked out now.',
    ],
    [
      'This device’s own guesses',
      'This device wrote down N guesses and bets as sent. The record must say the same at each place.',
    ],
    [
      'The record on this page',
      'Draws, guesses and scores on this page must be those of the chained record.',
    ],
    [
      'The scores of each round',
      'Scores and ranks are worked out again from the guesses. They must be the ones the class was given.',
    ],
    [
      'The comparison with the jar',
      'Every guess is compared with the open jar again, and the bets are settled again.',
    ],
  ],
  says: {
    seal: 'What was opened gives another fingerprint. Something was changed after the sealing.',
    jar: 'The cookies shown at the end are not the sealed ones.',
    draws: 'In some draws the order from the seed and the order in the record differ.',
    unchained:
      'The record says it has no chain, yet parts of one are left. The chain may have been taken off.',
    order: 'Event N is out of place.',
    chain: 'The last fingerprint is another. An event was changed, taken out or put in.',
    receipts:
      'The record differs from the fingerprints this device was given. It was changed after the lesson.',
    placed: 'The record says something else than this device sent.',
    replay: 'A value on this page differs from the chained record.',
    scores: 'Scores worked out from the guesses differ from the record.',
    truth: 'The comparison with the jar differs from the record.',
  },
  title: {
    ...{ seal: 'The seal', jar: 'The cookies in the jar', draws: 'The draws' },
    ...{ unchained: 'A record without a chain', order: 'The order of events' },
    ...{ chain: 'The chain of the record', receipts: 'This device’s receipts' },
    placed: 'This device’s own guesses',
    ...{ replay: 'The record on this page', scores: 'The scores of each round' },
    truth: 'The comparison with the jar',
  },
  atEvent: 'Event N, Must be',
  ask: 'Do you remember the word? Type it.',
  yes: 'Yes, this is the word that was mixed in.',
  no: 'This is not the word. Spaces and capitals count.',
  close: 'Close',
  how: 'How can numbers prove this?',
};
