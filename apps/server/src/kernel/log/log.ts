import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.ts';

export const LOG = Symbol('log');
export type Log = Logger;

/** One JSON line an event. Never the content of a row, a cookie or a password. */
export const createLog = (config: Pick<Config, 'LOG_LEVEL'>): Log =>
  pino({
    level: config.LOG_LEVEL,
    serializers: { error: pino.stdSerializers.err },
    redact: ['req.headers.cookie', 'req.headers.authorization', 'headers.cookie'],
  });
