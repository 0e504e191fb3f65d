import { pino } from 'pino';

/** JSON lines on standard output. Never log tokens, addresses or answers. */
export const logger = pino({ level: 'info', base: null });

export function setLogLevel(level: string): void {
  logger.level = level;
}
