export { countReviews } from './read-status.ts';
export { duplicatesPart, reviewModule } from './review.module.ts';
export { runMatching } from './run-matching.ts';
