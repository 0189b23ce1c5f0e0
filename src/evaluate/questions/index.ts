export { answerQuestions } from './answer-questions.ts';
export { questionsModule } from './questions.module.ts';
