import pino from 'pino';

/**
 * Structured logs as modules see them. Log ids and counts, never names, addresses or values of personal data.
 */
export type Log = {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** What must never be read in a log, wherever a field of that name turns up. */
const secretFields = [
  'password',
  'token',
  'authorization',
  'cookie',
  'email',
  'phone',
  'address',
  'givenName',
  'familyName',
  'url',
];

/** JSON lines on standard error: standard output is for answers. */
export function createLog(level: 'silent' | 'error' | 'warn' | 'info' | 'debug'): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[hidden]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** A log that says nothing, for tests. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
