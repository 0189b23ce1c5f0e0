export { type Clock, standingClock, systemClock } from './clock.ts';
export { rememberBriefly } from './remember-briefly.ts';
