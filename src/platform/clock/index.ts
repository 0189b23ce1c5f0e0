export { type Clock, standingClock, systemClock } from './clock.ts';
