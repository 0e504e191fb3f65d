import { pino, stdSerializers } from 'pino';

/** JSON lines on standard output. Never log tokens, addresses or answers. */
export const logger = pino({ level: 'info', base: null, serializers: { err: errorForLog } });

/** Errors of the database carry the whole statement with its values: answers, names, addresses. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}

export function setLogLevel(level: string): void {
  logger.level = level;
}
