export {
  type Letter,
  type Letterbox,
  type LetterboxOptions,
  openLetterbox,
  readLetter,
} from './letterbox.ts';
