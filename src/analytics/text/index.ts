export { foldText } from './fold-text.ts';
export { setFrench } from './set-french.ts';
