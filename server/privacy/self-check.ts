import type { Retention } from '../retention.ts';

export interface SelfCheckRow {
  readonly asked: string;
  readonly answer: string;
  /** Where somebody can see for themselves. */
  readonly shown: string;
}

export interface SelfCheckPart {
  readonly title: string;
  readonly rows: readonly SelfCheckRow[];
}

/** The five required criteria for learning software in Korean schools, answered line by line for this server. */
export interface SelfCheck {
  readonly title: string;
  readonly lead: readonly string[];
  readonly parts: readonly SelfCheckPart[];
  readonly foot: readonly string[];
}

export interface SelfCheckFacts {
  readonly retention: Retention;
  readonly contact: string | undefined;
}

const after = (n: number) => (n === 0 ? '수업이 끝나는 즉시(1분 안)' : `수업이 끝나고 ${n}일 뒤`);

export function selfCheck({ retention, contact }: SelfCheckFacts): SelfCheck {
  return {
    title: '학습지원 소프트웨어 필수기준 자체점검: 변분과자점',
    lead: [
      '「초·중등교육법」 제29조의2에 따라 학교가 확인하는 개인정보 보호 필수기준 ①–⑤에 줄마다 답합니다. 법률 자문이 아니라 개발자의 자체점검이며, 판단은 학교와 학교운영위원회가 합니다.',
      '변분과자점은 학교나 선생님이 자기 컴퓨터에 직접 설치해 운영하는 소프트웨어입니다. 개발자는 어떤 정보도 받지 않으며, 개인정보처리자는 설치한 학교(운영자)입니다.',
      '보관 기간은 서버 설정에서 그대로 옵니다. 운영 중인 서버의 /privacy/self-check 페이지에는 그 서버의 실제 값이 적힙니다.',
    ],
    parts: [leastProcessing(retention), security(), procedures(retention), children(), responsible(contact)],
    foot: [
      '처리 목적: 변분추론 수업(추측, 채점, 결과 보기)에만 씁니다. 다른 목적으로 쓰는 기능이 없습니다.',
      '운영자가 할 일: 데이터 폴더의 접근 권한과 백업(30일 안에 폐기), 서버가 내보내는 작업 기록의 보관(14일 권장), 인터넷에 열 때 HTTPS 설정.',
    ],
  };
}

function leastProcessing(retention: Retention): SelfCheckPart {
  const { lobbyHours, gameHours, nameDays, replayDays, logDays } = retention;
  return {
    title: '① 최소 처리 원칙',
    rows: [
      {
        asked: '처리하는 개인정보 항목',
        answer:
          '별명(12자 이하, 뽑은 이름을 써도 됨), 추측 값과 점수, 그 시각. 실명·학번·전화번호·이메일·생년월일·사진·위치는 묻지 않으며 계정이 없습니다.',
        shown: '참가 화면, /privacy “무엇이 남나요?”',
      },
      {
        asked: '꼭 필요한 만큼만 받는가',
        answer:
          '별명은 화면에서 서로 알아보는 데만 쓰이고, 선생님은 뽑은 이름만 쓰도록 정할 수 있습니다. 전화번호나 주민등록번호 모양의 별명은 거절합니다.',
        shown: '수업 열기 화면 “뽑아 주기”, 참가 화면',
      },
      {
        asked: '시작하지 않은 교실',
        answer: `열고 ${lobbyHours}시간이 지나면 끝내면서 별명과 제목을 지우고, 다시 ${lobbyHours}시간 뒤 나머지도 삭제합니다.`,
        shown: 'LOBBY_HOURS, test/server/retention.test.ts',
      },
      {
        asked: '끝내지 않은 수업',
        answer: `시작(또는 공개) 뒤 ${gameHours}시간이 지나면 자동으로 끝냅니다. 서버가 꺼져 있던 동안도 셉니다.`,
        shown: 'GAME_HOURS, test/server/retention.test.ts',
      },
      {
        asked: '별명과 수업 제목의 보관 기간',
        answer: `${after(nameDays)} 자동 삭제, 선생님이 누르면 바로 삭제합니다.`,
        shown: 'NAME_DAYS, /rooms “이름 지우기”',
      },
      {
        asked: '가명 기록(추측·점수·시각)의 보관 기간',
        answer: `${after(logDays)} 자동 삭제, 선생님이 누르면 바로 삭제합니다.`,
        shown: 'LOG_DAYS, /rooms “지우기”',
      },
      {
        asked: '다시 보기 링크',
        answer: `${after(replayDays)} 닫히고, 그때부터 없는 주소와 같은 답을 합니다. 선생님이 이름 공개를 고르지 않으면 “쿠키 3” 같은 번호로만 보입니다.`,
        shown: 'REPLAY_DAYS, 다시 보기 화면',
      },
      {
        asked: '쿠키·추적·광고·인공지능',
        answer:
          '쿠키 0개, 다른 사이트로 가는 요청 0건, 방문 분석·광고·인공지능 서비스 없음. 학생의 정보로 어떤 모델도 학습하지 않습니다.',
        shown: 'npm run prove -- P17',
      },
    ],
  };
}

function security(): SelfCheckPart {
  return {
    title: '② 안전조치 의무',
    rows: [
      {
        asked: '접근 통제',
        answer:
          '진행 권한은 256비트 난수 토큰을 가진 선생님 브라우저에만 있습니다. 토큰은 SHA-256 값으로만, 복구 코드는 scrypt 값으로만 저장합니다.',
        shown: 'npm run prove -- P16, server/codes.ts',
      },
      {
        asked: '다른 사람의 자리·교실',
        answer:
          '자리는 그 자리의 비밀 토큰으로만 다시 잡습니다. 교실 번호를 잘못 넣는 시도는 서버 전체에서 1초에 1번으로 제한합니다.',
        shown: 'npm run prove -- P15',
      },
      {
        asked: '전송 구간의 보호',
        answer:
          '인터넷에 열 때는 HTTPS 뒤에서 운영하며 HSTS를 보냅니다. 학교 안 http:// 주소로 쓸 때는 암호화되지 않으므로 실명을 쓰지 않도록 안내합니다.',
        shown: 'README “For operators”, PUBLIC_URL',
      },
      {
        asked: '화면 공격의 방지',
        answer:
          '콘텐츠 보안 정책(자기 서버의 파일만 실행), 다른 사이트의 연결 거부, 별명은 글자로만 표시, 내려받은 표의 수식 무력화.',
        shown: 'server/http/headers.ts, test/server/http/csv.test.ts',
      },
      {
        asked: '접속 기록',
        answer:
          '작업 기록은 사건마다 한 줄이며 별명·토큰·IP 주소·수업 제목을 적지 않습니다. 데이터베이스에도 IP 주소가 없습니다.',
        shown: 'npm run prove -- P16',
      },
      {
        asked: '복구할 수 없는 삭제',
        answer:
          '삭제한 별명의 바이트가 데이터베이스·WAL·기록·내보낸 파일에 남지 않는지 실제 파일에서 찾아 확인합니다.',
        shown: 'npm run prove -- P16',
      },
      {
        asked: '저장소 권한',
        answer: '데이터 폴더는 서버를 실행한 사용자만 읽을 수 있게 만듭니다(0700).',
        shown: 'server/store/sqlite.ts',
      },
    ],
  };
}

function procedures({ logDays }: Retention): SelfCheckPart {
  return {
    title: '③ 열람·정정·삭제·처리정지 절차',
    rows: [
      {
        asked: '열람',
        answer: `학생은 휴대폰의 마지막 화면에서 자기 기록을 파일로 저장합니다. 선생님은 표(CSV)나 JSON으로 내려받아 보여 줍니다(${logDays}일 동안).`,
        shown: '휴대폰 “내 기록 저장”, 다시 보기 화면 “내려받기”',
      },
      {
        asked: '정정',
        answer: '선생님이 자리를 눌러 별명을 고칩니다. 옛 별명은 1분 안에 디스크에서 사라집니다.',
        shown: '진행 화면 자리 목록 “별명 바꾸기”',
      },
      {
        asked: '삭제: 한 사람',
        answer:
          '학생은 /privacy에서 자기 별명을 스스로 지우고, 선생님은 자리 목록에서 한 사람의 별명을 지웁니다. 바로 “쿠키 3” 같은 번호로 바뀝니다.',
        shown: '/privacy “내 별명 지우기”, 진행 화면 자리 목록 “이 별명 지우기”',
      },
      {
        asked: '삭제: 반 전체',
        answer:
          '선생님이 수업 중이나 뒤에 모든 별명과 제목을, 또는 기록 전체를 지웁니다. 60초 안에 끝납니다.',
        shown: '진행 화면 “수업 끝내고 이름 지우기”, /rooms “이름 지우기”',
      },
      {
        asked: '처리정지',
        answer:
          '학생이 휴대폰의 페이지를 닫거나 선생님이 자리를 비우면 그 자리에 더 기록하지 않습니다. 참가하지 않는 학생은 서버에 아무것도 저장하지 않는 혼자 연습으로 함께할 수 있습니다.',
        shown: '첫 화면 “혼자 연습하기”',
      },
      {
        asked: '요청하는 곳과 기한',
        answer: '선생님 또는 아래 ⑤의 담당자에게 요청합니다. 단추를 누르는 즉시 처리됩니다.',
        shown: '/privacy “지우고 싶다면”',
      },
    ],
  };
}

function children(): SelfCheckPart {
  return {
    title: '④ 만 14세 미만 아동의 개인정보 보호',
    rows: [
      {
        asked: '법정대리인 동의가 필요한 정보를 받는가',
        answer:
          '선생님이 이름을 뽑아 주면 누구인지 알아볼 수 있는 정보를 받지 않습니다. 학생이 별명을 짓게 할 때는 실명을 쓰지 않도록 안내하고, 동의가 필요한지는 학교가 판단합니다.',
        shown: '수업 열기 화면 “뽑아 주기”',
      },
      {
        asked: '아이가 알아들을 수 있는 안내',
        answer: '열두 살이 읽을 수 있는 말로 쓴 안내가 모든 참가 화면에서 한 번에 열립니다. 한국어와 영어.',
        shown: '참가 화면 → /privacy',
      },
      {
        asked: '공개 범위',
        answer:
          '별명은 같은 교실의 화면에만 보이고 공개 링크에는 번호만 나옵니다. 등수는 앞의 여덟 명까지만 화면에 나오며 끝자리는 보이지 않습니다.',
        shown: '결과 화면, 다시 보기 화면',
      },
      {
        asked: '법정대리인의 요청',
        answer: '보호자는 학생과 같은 방법으로 열람·정정·삭제를 요청합니다.',
        shown: '/privacy “지우고 싶다면”',
      },
    ],
  };
}

function responsible(contact: string | undefined): SelfCheckPart {
  return {
    title: '⑤ 보호책임자, 제3자 제공·위탁',
    rows: [
      {
        asked: '개인정보 보호책임자(문의처)',
        answer:
          contact ??
          '이 서버에는 아직 적혀 있지 않습니다. 운영자가 OPERATOR_CONTACT 설정에 학교의 담당자와 연락처를 적어야 합니다.',
        shown: 'OPERATOR_CONTACT, /privacy',
      },
      {
        asked: '제3자 제공',
        answer: '없음. 서버도 화면도 다른 곳에 정보를 보내지 않습니다.',
        shown: 'npm run prove -- P17',
      },
      {
        asked: '처리 위탁',
        answer:
          '개발자에게 맡기는 처리는 없습니다. 학교가 외부 서버를 빌려 운영하면 그 업체가 수탁자이므로 학교가 따로 밝혀야 합니다.',
        shown: 'README “For operators”',
      },
      {
        asked: '국외 이전',
        answer: '없음. 데이터는 이 서버의 폴더 한 곳에만 있습니다.',
        shown: 'DATA_DIR',
      },
    ],
  };
}

/** As a document: 필수기준-자체점검.md is this text with the default settings. */
export function selfCheckText({ title, lead, parts, foot }: SelfCheck): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const table = ({ title: heading, rows }: SelfCheckPart) => [
    `## ${heading}`,
    '',
    '| 기준 | 답 | 확인하는 곳 |',
    '|---|---|---|',
    ...rows.map(({ asked, answer, shown }) => `| ${cell(asked)} | ${cell(answer)} | ${cell(shown)} |`),
    '',
  ];
  const lines = [`# ${title}`, '', ...lead.flatMap((text) => [text, '']), ...parts.flatMap(table)];
  return `${[...lines, ...foot.map((text) => `- ${text}`)].join('\n')}\n`;
}
