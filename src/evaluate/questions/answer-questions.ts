import { listDoneSnapshots } from '#differentiate/value';
import { type Outcome, refuse } from '#platform/errors';
import type { Answer, QuestionsReply } from './api.ts';
import { keepingQuestions } from './keeping-questions.ts';
import type { Asked, Question } from './question.ts';
import { winningQuestions } from './winning-questions.ts';

const order = [
  ...['prospect-cost', 'acquisition-cost', 'return-by-channel', 'profitable', 'whom-to-keep'],
  ...['falling', 'future', 'under-invested', 'win-back', 'next-budget'],
];
const questions = [...winningQuestions, ...keepingQuestions].toSorted(
  (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
);

async function answer(question: Question, asked: Asked): Promise<Answer> {
  const { id, population, method } = question;
  const told = await question.answer(asked);
  const head = { id, question: question.question, population, method };
  if ('missing' in told)
    return { ...head, answer: null, sentence: null, missing: told.missing, rows: [], condition: null };
  return {
    ...{ ...head, answer: told.answer, sentence: told.sentence, missing: null },
    ...{ rows: told.rows ?? [], condition: told.condition ?? null },
  };
}

/** The ten questions of value, each with its number as of the newest snapshot, or with the data that would give it. */
export async function answerQuestions(needs: Omit<Asked, 'snapshot'>): Promise<Outcome<QuestionsReply>> {
  const [snapshot] = await listDoneSnapshots(needs.db, 1);
  if (snapshot === undefined)
    return refuse(
      'not-found',
      'no-value-yet',
      'Value was not computed yet: refresh it after the first import of sales.',
    );
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await answer(question, { ...needs, snapshot }));
  return { asOf: snapshot.asOf.toISOString(), currency: snapshot.currency, answers };
}
