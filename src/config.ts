import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { demoFile } from './lib/demo-mark';

/**
 * Everything the process takes from its environment. This file is the only reader of
 * process.env; the README's configuration table lists the same names.
 */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgres://user:password@host:5432/name')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must look like smtp://user:password@host:587 or smtps://…')
    .refine((url) => URL.canParse(url), 'is no address: check the host and the port')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'must look like PEC <pec@example.org>',
    )
    .default('PEC <no-reply@localhost>'),
  MAIL_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(60),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  port: number;
  host: string;
  /** Public address without a trailing slash; undefined until the server knows its own port. */
  baseUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  mailPerMinute: number;
  /** Number of reverse proxies whose X-Forwarded-* headers are believed. */
  trustProxy: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** True when the data folder was made by the demo: everything then says that it is invented. */
  demo: boolean;
}

// What is printed at the start may be kept in a log that others read.
const holdsPassword = new Set(['DATABASE_URL', 'SMTP_URL']);

/** Thrown for a wrong environment; the message names every wrong variable, one a line. */
export class ConfigError extends Error {}

/**
 * @param env usually process.env; an empty string counts as not set
 * @throws ConfigError naming each wrong variable and what was expected
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = issue.path.join('.');
      const shown = holdsPassword.has(name) ? '' : ` (it is "${String(given[name])}")`;
      return `  ${name}: ${issue.message}${shown}`;
    });
    throw new ConfigError(`The configuration is wrong:\n${lines.join('\n')}`);
  }
  const values = result.data;
  const dataDir = path.resolve(values.DATA_DIR);
  return {
    port: values.PORT,
    host: values.HOST,
    baseUrl: values.BASE_URL,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    mailPerMinute: values.MAIL_PER_MINUTE,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    demo: existsSync(path.join(dataDir, demoFile)),
  };
}

/**
 * The configuration of the demo: a folder of its own, and neither the database nor the mail server
 * that may be configured for real work.
 * @throws ConfigError
 */
export function readDemoConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = env.DATA_DIR?.trim();
  return {
    ...readConfig({
      ...env,
      DATA_DIR: dataDir === undefined || dataDir === '' ? 'demo-data' : dataDir,
      DATABASE_URL: '',
      SMTP_URL: '',
      MAIL_FROM: 'PEC demo <no-reply@pec.demo.example>',
    }),
    demo: true,
  };
}
