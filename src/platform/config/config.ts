import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Outcome, refuse } from '../errors/index.ts';

const url = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const hasHost = (text: string) => URL.canParse(text) && new URL(text).hostname !== '';

const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(error).int(error).min(min, error).max(max, error);
};

/** The environment variables Chacun reads, and nothing else does. */
const Environment = z.object({
  CHACUN_DATA: z.string().default('.chacun'),
  CHACUN_PORT: wholeNumber(0, 65_535).default(8080),
  CHACUN_HOST: z.string().default('127.0.0.1'),
  CHACUN_PUBLIC_URL: url(['http:', 'https:']).optional(),
  CHACUN_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  CHACUN_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters, like FR')
    .default('FR'),
  CHACUN_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, like EUR')
    .default('EUR'),
  CHACUN_TIME_ZONE: z
    .string()
    .refine((zone) => isTimeZone(zone), 'must be a time zone name, like Europe/Paris')
    .default('Europe/Paris'),
  CHACUN_TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  CLICKHOUSE_URL: url(['http:', 'https:']).optional(),
  SMTP_URL: url(['smtp:', 'smtps:'])
    .refine(hasHost, 'must name a host, like smtp://mail.example.org:587')
    .optional(),
  CHACUN_RETURN_PATH: z.email('must be an address, like bounces@example.org').optional(),
  CHACUN_BOUNCES: z.string().optional(),
  MAIL_CONNECTIONS: wholeNumber(1, 100).default(Math.max(2, availableParallelism())),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The whole configuration, parsed once at start. */
export type Config = {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly country: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly trustProxy: boolean;
  readonly databaseUrl: string | undefined;
  readonly clickhouseUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailConnections: number;
  /** Where bounces come back to: `bounces@example.org`, to which each message adds its token after a plus. */
  readonly returnPath: string | undefined;
  /** The Maildir of that address, when it is on this machine. */
  readonly bounceMailbox: string | undefined;
};

/**
 * Reads the configuration from environment variables, with the command line's words over them.
 * Refuses with every fault at once, each naming the variable and what it must be; values are never repeated (they may be secrets).
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  flags: { data?: string; port?: string | number; host?: string } = {},
): Outcome<Config> {
  const filled = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse({
    ...filled,
    ...(flags.data === undefined ? {} : { CHACUN_DATA: flags.data }),
    ...(flags.port === undefined ? {} : { CHACUN_PORT: flags.port }),
    ...(flags.host === undefined ? {} : { CHACUN_HOST: flags.host }),
  });
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return refuse(
      'invalid',
      'bad-configuration',
      `The configuration has ${faults.length === 1 ? 'a fault' : 'faults'}. ${faults.join('. ')}.`,
      { faults },
    );
  }
  const read = parsed.data;
  return {
    dataFolder: resolve(read.CHACUN_DATA),
    port: read.CHACUN_PORT,
    host: read.CHACUN_HOST,
    publicUrl: read.CHACUN_PUBLIC_URL,
    logLevel: read.CHACUN_LOG_LEVEL,
    country: read.CHACUN_COUNTRY,
    currency: read.CHACUN_CURRENCY,
    timeZone: read.CHACUN_TIME_ZONE,
    trustProxy: read.CHACUN_TRUST_PROXY === 'true',
    databaseUrl: read.DATABASE_URL,
    clickhouseUrl: read.CLICKHOUSE_URL,
    smtpUrl: read.SMTP_URL,
    mailConnections: read.MAIL_CONNECTIONS,
    returnPath: read.CHACUN_RETURN_PATH,
    bounceMailbox: read.CHACUN_BOUNCES === undefined ? undefined : resolve(read.CHACUN_BOUNCES),
  };
}
