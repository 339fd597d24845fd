import { Inject, Injectable, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import { feature } from '../feature.ts';
import { write } from './letters.ts';
import { Postman } from './postman.ts';
import { operatorProcedure, router } from '../trpc/trpc.ts';

export interface PostedMail {
  readonly id: string;
  readonly to: string;
  readonly at: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly problem: string | null;
  readonly subject: string;
  /** The letter itself, only where there is no mail server: then the operator hands it over by other means. */
  readonly text: string | null;
}

/** The outbox as the platform's operator sees it. */
@Injectable()
export class MailService {
  readonly #postman: Postman;
  readonly #sends: boolean;

  constructor(@Inject(Postman) postman: Postman, @Inject(CONFIG) config: Config) {
    this.#postman = postman;
    this.#sends = config.SMTP_URL !== undefined;
  }

  async list(): Promise<PostedMail[]> {
    const letters = await this.#postman.list();
    return letters.map((letter) => {
      const { id, to, at, sentAt, failed, problem } = letter;
      const state = sentAt !== null ? 'sent' : failed ? 'failed' : 'waiting';
      const { subject, text } = write(letter);
      return { id, to, at, state, problem, subject, text: this.#sends ? null : text };
    });
  }
}

const mailRouter = (mail: MailService) => router({ list: operatorProcedure.query(() => mail.list()) });

@Module({ providers: [MailService], exports: [MailService] })
export class MailModule {}

export const mail = feature({
  module: MailModule,
  kinds: {},
  router: (get) => mailRouter(get(MailService)),
});
