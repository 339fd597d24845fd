import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { createTransport, type Transporter } from 'nodemailer';
import { CLOCK, type Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { mailTable } from '../database/kernel.table.ts';
import { LOG, type Log } from '../log/log.ts';
import { write } from './letters.ts';

const MOST_ATTEMPTS = 8;
const AT_ONCE = 50;

/** Sends what waits in the outbox. Each letter is locked while it leaves, so that two processes never send it twice. */
@Injectable()
export class Postman {
  readonly #database: Database;
  readonly #config: Config;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #transport: Transporter | null;

  constructor(
    @Inject(Database) database: Database,
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    this.#database = database;
    this.#config = config;
    this.#clock = clock;
    this.#log = log;
    this.#transport = config.SMTP_URL === undefined ? null : createTransport(config.SMTP_URL);
  }

  /** Gives how many letters left. Without a mail server they stay in the outbox. */
  async sendWaiting(): Promise<number> {
    const transport = this.#transport;
    if (transport === null) return 0;
    let sent = 0;
    for (let more = true; more && sent < AT_ONCE;) {
      more = await this.#sendNext(transport);
      if (more) sent += 1;
    }
    return sent;
  }

  #sendNext(transport: Transporter): Promise<boolean> {
    return this.#database.accounts().transaction(async (tx) => {
      const waiting = and(isNull(mailTable.sentAt), eq(mailTable.failed, false), lt(mailTable.attempts, MOST_ATTEMPTS));
      const [mail] = await tx
        .select()
        .from(mailTable)
        .where(waiting)
        .orderBy(asc(mailTable.attempts), asc(mailTable.at))
        .limit(1)
        .for('update', { skipLocked: true });
      if (mail === undefined) return false;
      try {
        const { subject, text } = write(mail);
        await transport.sendMail({
          from: this.#config.MAIL_FROM,
          to: mail.to,
          subject,
          text,
          messageId: `<${mail.id}@crossflow>`,
        });
        await tx.update(mailTable).set({ sentAt: this.#clock.now().toISOString() }).where(eq(mailTable.id, mail.id));
        return true;
      } catch (error) {
        this.#log.warn({ error, mail: mail.id }, 'mail');
        const attempts = mail.attempts + 1;
        const problem = error instanceof Error ? error.message : 'unknown';
        await tx
          .update(mailTable)
          .set({ attempts: sql`${mailTable.attempts} + 1`, problem, failed: attempts >= MOST_ATTEMPTS })
          .where(eq(mailTable.id, mail.id));
        return false;
      }
    });
  }

  /** For the operator's page: to whom, when, whether it left; a letter's text only where it holds no content of a program. */
  list(): Promise<(typeof mailTable.$inferSelect)[]> {
    return this.#database
      .accounts()
      .select()
      .from(mailTable)
      .orderBy(sql`${mailTable.at} desc`)
      .limit(200);
  }
}
