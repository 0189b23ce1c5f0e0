export { newId, newToken, sha256 } from './ids.ts';
