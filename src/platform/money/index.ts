export { formatDecimal, multiplyDecimals, parseDecimal, trimDecimal } from './decimal.ts';
