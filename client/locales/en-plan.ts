import type { words as korean } from './ko-plan.ts';

export const words: Readonly<Record<keyof typeof korean, string>> = {
  'plan.link': 'Lesson plan on one page',
  'plan.h': 'Lesson plan',
  'plan.print': 'Print',
  'plan.which': 'Other lesson plans',
  'plan.who': 'For',
  'plan.who.v': 'Ages 14 to university. Knowing shares and means is enough.',
  'plan.time': 'Time',
  'plan.time.v': 'about {n} minutes, up to {students} students',
  'plan.need': 'You need',
  'plan.need.v': 'Your laptop and a projector, the students’ phones. No accounts, nothing to install.',
  'plan.draws': 'Draws',
  'plan.draws.each': '{rounds} rounds of {n} cookies: {total} in all',
  'plan.draws.varied': '{sizes}: {total} cookies in {rounds} rounds',
  'plan.aim.h': 'What they learn',
  'plan.aim.sample':
    'A sample proportion estimates the population proportion, and the larger the sample the less it wavers. They live through it.',
  'plan.aim.update':
    'With every new draw they revise an estimate from what they thought and what they saw: prior and posterior.',
  'plan.aim.kl':
    'One number, the KL divergence, measures how far two distributions are apart, and they make it small: variational inference.',
  'plan.course.h': 'The course',
  'plan.course.part': 'Scene',
  'plan.course.does': 'What happens',
  'plan.join': 'Coming in',
  'plan.join.p':
    'They scan the code and choose a nickname. Before any cookie is drawn everybody sets a hunch: the prior.',
  'plan.first': 'First round',
  'plan.first.p':
    'All see the same few cookies and make a first guess. Talk about why 0% or 100% is so expensive.',
  'plan.middle': 'The rounds between',
  'plan.middle.p':
    'They weigh this draw against all draws so far. Read the finding in the results’ title aloud.',
  'plan.late': 'Last rounds',
  'plan.late.p':
    'Guesses hardly move, yet KL still tells them apart. Compare the exact bot with the one of small steps.',
  'plan.bet': 'The bet',
  'plan.bet.p':
    'Everybody bets a band that should hold the answer, narrow or wide: a confidence interval one can feel.',
  'plan.reveal': 'Opening the jar',
  'plan.reveal.p':
    'The seal is broken and the true share shown. Press the fairness check: every draw was fixed beforehand.',
  'plan.debrief': 'Debrief',
  'plan.debrief.p':
    'Model, family, minimise, repeat: card by card the class finds names for what it has done.',
  'plan.margin.h': 'From sample to population',
  'plan.margin.p':
    'The share p of the whole jar is the population proportion, the share of the drawn cookies the sample proportion. After n cookies they are, with a probability of 95%, no farther apart than this: 1.96 × √(p(1 − p)/n), largest where p is one half. A normal approximation: rough while n is small.',
  'plan.margin.seen': 'Cookies seen, n',
  'plan.margin.most': 'Margin of error, at most',
  'plan.margin.v': '±{v} points',
  'plan.point.h': 'What this one is about',
  'plan.point.lesson':
    'Few cookies first, many at the end. Let them feel that the first guess is a judgement and the last a measurement.',
  'plan.point.storyInFive':
    'It stops at 100, 300, 500, 1,000 and 1,500 cookies, as the article about variational inference and a cookie jar does. Compare its numbers with your class’s.',
  'plan.point.storyInFull':
    'A hundred cookies, fifteen times: the article’s whole story. It may fill two lessons.',
  'plan.point.even': 'Which is more? Have them guess first how many cookies it takes to tell 52 from 48.',
  'plan.point.rare':
    'A rare flavour may not show for long. Talk about why saying 0% because none has come makes the KL divergence infinite.',
  'plan.point.three':
    'With three flavours a share is no single point but a division in three. Raise one, and the others shrink together.',
  'plan.after.h': 'Afterwards',
  'plan.after.p':
    'Share the replay’s address. Students trace their own curve round by round, and the table goes on as CSV in a spreadsheet.',
  'plan.after.q1': 'What becomes of the margin of error if the sample is four times as large?',
  'plan.after.q2': 'Why was the class mean closer to the answer than most students?',
  'plan.after.q3': 'A poll of 1,000 people has an error of about ±3 points. Explain it with today’s jar.',
};
