/** The lesson plan: one printed page for a teacher. */
export const words = {
  'plan.link': '수업 계획 한 장',
  'plan.h': '수업 계획',
  'plan.print': '인쇄하기',
  'plan.which': '다른 수업 계획',
  'plan.who': '대상',
  'plan.who.v': '중학교 3학년부터 대학까지. 비율과 평균을 알면 충분해요.',
  'plan.time': '시간',
  'plan.time.v': '약 {n}분, 학생 {students}명까지',
  'plan.need': '준비물',
  'plan.need.v': '선생님 노트북과 프로젝터, 학생 휴대폰. 계정도 설치도 필요 없어요.',
  'plan.draws': '뽑기',
  'plan.draws.each': '{rounds}라운드, 라운드마다 {n}개: 모두 {total}개',
  'plan.draws.varied': '{sizes}개: {rounds}라운드 동안 모두 {total}개',
  'plan.aim.h': '배우는 것',
  'plan.aim.sample': '표본비율은 모비율의 추정값이고, 표본이 클수록 덜 흔들린다는 것을 스스로 겪어요.',
  'plan.aim.update':
    '새 자료가 올 때마다 처음 생각과 자료를 함께 써서 추정을 고쳐요. 이것이 사전분포와 사후분포예요.',
  'plan.aim.kl': '두 분포가 얼마나 다른지 KL 발산이라는 하나의 수로 재고, 줄여 가요. 이것이 변분추론이에요.',
  'plan.course.h': '흐름',
  'plan.course.part': '장면',
  'plan.course.does': '하는 일',
  'plan.join': '들어오기',
  'plan.join.p': '코드를 찍고 별명을 정해요. 하나도 뽑기 전에 감으로 먼저 찍어요. 이것이 사전분포예요.',
  'plan.first': '첫 라운드',
  'plan.first.p': '몇 개 안 되는 과자를 모두가 함께 보고 첫 추측을 해요. 0%나 100%가 왜 비싼지 이야기해요.',
  'plan.middle': '이어지는 라운드',
  'plan.middle.p': '이번 뽑기와 지금까지의 뽑기를 견주어 추측을 고쳐요. 결과 화면의 제목을 함께 읽어요.',
  'plan.late': '마지막 라운드',
  'plan.late.p': '차이가 거의 줄지 않아도 KL은 계속 재요. 완벽 봇과 조금씩 봇의 길을 견주어요.',
  'plan.bet': '구간 걸기',
  'plan.bet.p': '정답이 들어 있을 구간을 좁게 또는 넓게 걸어요. 신뢰구간을 몸으로 느껴요.',
  'plan.reveal': '통 열기',
  'plan.reveal.p': '봉인을 풀고 진짜 비율을 봐요. 공정성 확인을 눌러 뽑기가 미리 정해져 있었음을 보여 줘요.',
  'plan.debrief': '정리',
  'plan.debrief.p': '모델, 모양, 줄이기, 되풀이: 카드를 넘기며 오늘 한 일에 이름을 붙여요.',
  'plan.margin.h': '표본에서 모집단으로',
  'plan.margin.p':
    '통 전체의 비율 p가 모비율, 뽑은 과자의 비율이 표본비율이에요. n개를 보면 표본비율은 95%의 확률로 모비율에서 아래 값보다 멀어지지 않아요: 1.96 × √(p(1 − p)/n), p가 1/2일 때 가장 커요. 정규근사라서 n이 작을 때는 대략의 값이에요.',
  'plan.margin.seen': '지금까지 본 과자 n',
  'plan.margin.most': '오차의 한계 (많아야)',
  'plan.margin.v': '±{v}%p',
  'plan.point.h': '이 수업의 초점',
  'plan.point.lesson':
    '처음에는 적게, 나중에는 많이 뽑아요. 첫 추측은 판단이고 마지막 추측은 측정이라는 것을 느끼게 해 주세요.',
  'plan.point.storyInFive':
    '변분추론을 과자 통으로 설명한 글에 나오는 100, 300, 500, 1,000, 1,500개에서 멈춰요. 글의 숫자와 반의 숫자를 견주어 보세요.',
  'plan.point.storyInFull':
    '100개씩 열다섯 번, 글의 이야기를 처음부터 끝까지 따라가요. 두 차시로 나누어도 좋아요.',
  'plan.point.even':
    '어느 쪽이 더 많을까요? 52 : 48을 가려내려면 몇 개나 보아야 하는지 먼저 맞혀 보게 하세요.',
  'plan.point.rare':
    '드문 맛은 오래 안 보일 수 있어요. 한 번도 안 나왔다고 0%라고 하면 KL이 무한히 커지는 까닭을 이야기해요.',
  'plan.point.three':
    '맛이 셋이면 비율은 하나의 점이 아니라 세 수의 나눔이에요. 하나를 올리면 나머지가 함께 줄어요.',
  'plan.after.h': '수업이 끝나고',
  'plan.after.p':
    '다시 보기 주소를 나눠 주세요. 학생은 자기 곡선을 라운드마다 되짚고, 표는 CSV로 내려받아 스프레드시트에서 이어 갈 수 있어요.',
  'plan.after.q1': '표본을 네 배로 늘리면 오차의 한계는 어떻게 되나요?',
  'plan.after.q2': '반 평균이 대부분의 학생보다 정답에 가까웠던 까닭은 무엇일까요?',
  'plan.after.q3': '여론조사 1,000명의 오차가 약 ±3%p인 까닭을 오늘의 통으로 설명해 보세요.',
} as const;
