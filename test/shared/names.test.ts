import { describe, expect, test } from 'vitest';
import { cleanName, cleanText } from '../../shared/names.ts';
import { fc } from '../support/properties.ts';

const invalid = { ok: false, code: 'name/invalid' };
const personal = { ok: false, code: 'name/personal' };
const reserved = { ok: false, code: 'name/reserved' };

function nameOf(raw: string): string {
  const result = cleanName(raw);
  return result.ok ? result.name : result.code;
}

function skeletonOf(raw: string): string {
  const result = cleanName(raw);
  return result.ok ? result.skeleton : result.code;
}

function shown(raw: string): string {
  return [...raw]
    .map((c) => (/[ -~가-힣]/u.test(c) ? c : `U+${c.codePointAt(0)?.toString(16)}`))
    .join('')
    .slice(0, 60);
}

function eachOf(...names: readonly string[]): readonly (readonly [string, string])[] {
  return names.map((name) => [shown(name), name]);
}

/** Names written in rows, to keep the lists short. */
function listed(...rows: readonly string[]): readonly string[] {
  return rows.flatMap((row) => row.split('|'));
}

describe('ordinary names stay as they are', () => {
  test.each(
    listed(
      "민서|김 하늘|초코칩 쿠키단|남궁민수|Mina|O'Brien|José|Nguyễn Hà|Łukasz|Дмитрий|Ελένη",
      'ゆうき|小明|สมชาย|नीरज|محمد|שרה|1번|3학년 2반 15|A+|<3|(-_-)|🍪|👍🏽|👨‍👩‍👧‍👦|❤️‍🔥',
      '🏳️‍🌈|👩🏽‍❤️‍💋‍👨🏿|1️⃣등|🇰🇷 화이팅|ㅋㅋㅋ|열두글자까지는됩니다아싸',
    ),
  )('%s', (name) => {
    expect(nameOf(name)).toBe(name.normalize('NFC'));
  });

  test('syllables typed as letters are joined', () => {
    expect(nameOf('한글'.normalize('NFD'))).toBe('한글');
  });

  test('spaces of any width become one', () => {
    expect(nameOf('  김\u00A0\u3000 하늘\u2028')).toBe('김 하늘');
  });
});

describe('48 nothing to see', () => {
  test.each(
    eachOf(
      ...listed(
        '|   |\u00A0|\u3000|\u200B\u200B|\u2060|\uFEFF|\u200D|\uFE0F|\u3164',
        '\u115F|\u1160|\uFFA0|\u2800|\u00AD|\u034F|\u180E|\u17B4|\uFFFC',
        '\u{1D159}|\u{E0041}| \u3164\u2800\u200D |\u0301| \u0301',
      ),
    ),
  )('%s is refused', (_, raw) => {
    expect(cleanName(raw)).toEqual(invalid);
  });

  test('fillers inside a name do not make another name', () => {
    expect(nameOf('민\u3164서\u115F')).toBe('민서');
    expect(skeletonOf('민\u2800서')).toBe(skeletonOf('민서'));
  });
});

describe('49 direction', () => {
  test.each(
    eachOf('\u202EMina', 'Mi\u2067na', '\u061CMina', 'Mina\u200F', '\u2066Mina\u2069', '\u202DMina\u202C'),
  )('%s loses its controls', (_, raw) => {
    expect(nameOf(raw)).toBe('Mina');
  });
});

describe('50 marks', () => {
  test.each(
    eachOf(
      `a${'\u0301'.repeat(120)}`,
      'a\u0335\u0336\u0337',
      'M\u20DDina',
      'a\u0488',
      '1\u20E3',
      'a\u20E0',
      '\u1100'.repeat(60),
      '\u1100'.repeat(21),
      'ก\u0E49\u0E49\u0E49',
    ),
  )('%s is refused', (_, raw) => {
    expect(cleanName(raw)).toEqual(invalid);
  });

  test('two marks on one letter are language', () => {
    expect(nameOf('q\u0323\u0307')).toBe('q\u0323\u0307');
  });
});

describe('51 emoji', () => {
  test.each(eachOf('👨‍👩‍👧‍👦'.repeat(20), '👨‍👩‍👧‍👦'.repeat(3), '🇰🇷'.repeat(9)))(
    '%s is too much',
    (_, raw) => {
      expect(cleanName(raw)).toEqual(invalid);
    },
  );

  test('joiners, selectors and tags live only inside emoji', () => {
    expect(nameOf('a\u200Db\uFE0F')).toBe('ab');
    expect(nameOf('👩\u200D')).toBe('👩');
    expect(nameOf('👩\u200D\u200D👩')).toBe('👩👩');
    expect(nameOf('❤\uFE0F\uFE0F')).toBe('❤\uFE0F');
    expect(nameOf('1\uFE0F')).toBe('1');
    expect(nameOf('🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}')).toBe('🏴');
    expect(nameOf('A\u{E0041}\u{E0100}')).toBe('A');
  });

  test('the selector of colour does not make another name', () => {
    expect(skeletonOf('❤\uFE0F')).toBe(skeletonOf('❤'));
  });
});

describe('52 one character, many letters', () => {
  test.each(
    eachOf('\uFDFA'.repeat(20), '\uFDFA'.repeat(3), '\uFDFD', 'a\uFDFDb', '\uE000', '\uFFFF', '\u{10FFFF}'),
  )('%s is refused', (_, raw) => {
    expect(cleanName(raw)).toEqual(invalid);
  });

  test('a long text is refused before it is looked at', () => {
    expect(cleanName('가'.repeat(1_000_000))).toEqual(invalid);
    expect(cleanName('\u200B'.repeat(1_000_000))).toEqual(invalid);
  });
});

describe('53, 54, 58 text that means something to a machine is only text', () => {
  test.each(
    listed(
      "<b>Mina</b>|{{7*7}}|&#x202e;|&lt;|'; DROP--|#{x}|=1+1|＝1|-1|@SUM(A1)",
      '__proto__|constructor|toString|null|undefined|NaN|../..|%00',
    ),
  )('%s is kept letter by letter', (raw) => {
    expect(nameOf(raw)).toBe(raw);
  });

  test('what is longer than a name is refused', () => {
    expect(cleanName('<img src=x onerror=alert(1)>')).toEqual(invalid);
    expect(cleanName('</script><script>')).toEqual(invalid);
    expect(cleanName('javascript:alert(1)')).toEqual(invalid);
    expect(cleanName('=HYPERLINK("http://x")')).toEqual(invalid);
  });

  test('a tab before a formula is gone', () => {
    expect(nameOf('\t=1')).toBe('=1');
  });
});

describe('55, 56 controls and broken text', () => {
  test('controls are taken out', () => {
    expect(nameOf('Mi\0na\n')).toBe('Mina');
    expect(nameOf('\uFEFFMina')).toBe('Mina');
    expect(nameOf('\u001B[31mMina')).toBe('[31mMina');
    expect(nameOf('Mi\u2028na')).toBe('Mi na');
  });

  test.each(eachOf('\uD800', 'Mina\uDC00', '\uDE00\uD83D'))('%s is refused', (_, raw) => {
    expect(raw).toMatch(/\p{Cs}/u);
    expect(cleanName(raw)).toEqual(invalid);
  });
});

describe('57 names of others', () => {
  test.each([
    'admin',
    'Admin',
    'аdmin',
    'ＡＤＭＩＮ',
    'a d m i n',
    'ádmín',
    'adm1n',
    '4dm!n',
    '★admin★',
    'admin2',
    'ad\u200Bmin',
    'teacher',
    'TEACHER',
    'теасher',
    'teach3r',
    'ⓣⓔⓐⓒⓗⓔⓡ',
    'host',
    'HΟST',
    'h0st',
    'hоst',
    '교사',
    '교 사',
    '.교사.',
    'ㄱㅛㅅㅏ',
    '선생님',
    '선생님1',
    '선생님'.normalize('NFD'),
    '관리자',
    '진행자',
    '완벽 봇',
    '완벽봇',
    '조금씩 봇',
    '점점 작게 봇',
    'Exact bot',
    'EXACTBOT',
    'ехаст bot',
    '교수',
    '쌤',
    '운영자',
    '시스템',
    'Ѕystem',
    'Mοderator',
    'рrofessor',
  ])('%s is reserved', (raw) => {
    expect(cleanName(raw)).toEqual(reserved);
  });

  test.each(['Small-steps bot', 'Shrinking-steps bot'])(
    '%s cannot be taken either, being too long',
    (raw) => {
      expect(cleanName(raw).ok).toBe(false);
    },
  );

  test.each(['Smallstepsbot', 'small steps'])('%s is judged by the same rules', (raw) => {
    expect(cleanName(raw).ok).toBe([...raw].length <= 12);
  });

  test.each(['ghost', 'Hostess', 'administer', '교사리', '봇', '완벽'])('%s is free', (raw) => {
    expect(nameOf(raw)).toBe(raw);
  });

  test.each([
    ['Mina', 'mina'],
    ['Mina', 'Міnа'],
    ['Mina', 'ＭＩＮＡ'],
    ['Mina', 'M i n a'],
    ['MAX', 'МАХ'],
    ['Rosa', 'Rоsа'],
    ['민서', '민 서'],
    ['Straße', 'STRASSE'],
    ['Ημέρα', 'Hμέρα'],
    ['Ilkay', 'ılkay'],
  ])('%s and %s look alike', (one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other));
  });

  test.each([
    ['Mina', 'Nina'],
    ['Hà', 'Hạ'],
    ['민서', '민석'],
    ['Mina', 'Mina 2'],
    ['иван', 'йван'],
    ['🍪', '🍩'],
  ])('%s and %s do not', (one, other) => {
    expect(skeletonOf(one)).not.toBe(skeletonOf(other));
  });
});

describe('59 persons outside the class', () => {
  test.each(
    listed(
      '01012345678|010 12345678|010.1234.567|02-123-4567|031-123-4567',
      '1234-5678|123-4567|０１０１２３４５６７８|٠١٠١٢٣٤٥٦٧٨|①②③④⑤⑥⑦⑧|a@b.kr',
      'me@naver.com|a＠b.kr|900101-1|900101-12|900101-1234567|9001011234567',
      '2011.11.22|민서20111122|010\u200B12345678|kim.minseo.2012@gyeonggi-high.example.kr',
      '민서 010-1234-5678|tel:+82-10-1234-5678 (집)',
    ),
  )('%s is refused, and says why', (raw) => {
    expect(cleanName(raw)).toEqual(personal);
  });

  test.each(['민서 2반 15번', '3.141592', '2026', '@mina', '20-15'])('%s is nobody', (raw) => {
    expect(nameOf(raw)).toBe(raw);
  });
});

describe('60 words', () => {
  test('the policy does not judge words: the host renames', () => {
    expect(nameOf('바 1 보')).toBe('바 1 보');
    expect(nameOf('1d10t')).toBe('1d10t');
  });
});

describe('limits', () => {
  test('twelve graphemes, forty code points, sixty-four bytes', () => {
    expect(nameOf('가'.repeat(12))).toBe('가'.repeat(12));
    expect(cleanName('가'.repeat(13))).toEqual(invalid);
    expect(nameOf('🍪'.repeat(12))).toBe('🍪'.repeat(12));
    expect(cleanName('👍🏽'.repeat(9))).toEqual(invalid);
    expect(nameOf('👍🏽'.repeat(8))).toBe('👍🏽'.repeat(8));
  });

  test('longer texts have limits of their own', () => {
    const limits = { graphemes: 40, codePoints: 80, bytes: 160 };
    expect(cleanText(' 3학년 2반의\u200B 변분과자점 첫 시간 ', limits)).toBe(
      '3학년 2반의 변분과자점 첫 시간',
    );
    expect(cleanText('가'.repeat(41), limits)).toBeNull();
  });

  test('whatever is typed, a name that comes out is within the limits and stays as it is', () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        'É',
        '가',
        'ᄀ',
        'ᅡ',
        'ㅏ',
        '\u0301',
        '\u200D',
        '\uFE0F',
        '\u20E3',
        '1',
        '👩',
        '🏽',
        '❤',
        '🇰',
        ' ',
        '\u3164',
      ],
      ...[
        '\u2800',
        '\u202E',
        '\uFDFA',
        '\uD83D',
        '@',
        '.',
        '\u1160',
        '\u0345',
        '\u1DC0',
        '\u{E0041}',
        'İ',
        'ß',
        'ﬃ',
      ],
    );
    const typed = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    fc.assert(
      fc.property(typed, (raw) => {
        const first = cleanName(raw);
        if (!first.ok) return true;
        expect(cleanName(first.name)).toEqual(first);
        expect(new TextEncoder().encode(first.name).length).toBeLessThanOrEqual(64);
        expect([...first.name].length).toBeLessThanOrEqual(40);
        expect(first.name).toBe(first.name.normalize('NFC').trim());
        expect(first.name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
        expect(first.skeleton).not.toBe('');
        return true;
      }),
      { numRuns: 3000 },
    );
  });
});
