import { Inject, Injectable, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../kernel/config/config.ts';
import { feature } from '../kernel/feature.ts';
import { write } from '../kernel/mail/letters.ts';
import { Postman } from '../kernel/mail/postman.ts';
import { operatorProcedure, router } from '../kernel/trpc/trpc.ts';

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

/** What the platform's operator sees: whether things work, and no company's content. */
@Injectable()
export class OperationsService {
  readonly #postman: Postman;
  readonly #sends: boolean;

  constructor(@Inject(Postman) postman: Postman, @Inject(CONFIG) config: Config) {
    this.#postman = postman;
    this.#sends = config.SMTP_URL !== undefined;
  }

  async mails(): Promise<PostedMail[]> {
    const mails = await this.#postman.list();
    return mails.map((mail) => {
      const { id, to, at, sentAt, failed, problem } = mail;
      const state = sentAt !== null ? 'sent' : failed ? 'failed' : 'waiting';
      const { subject, text } = write(mail);
      return { id, to, at, state, problem, subject, text: this.#sends ? null : text };
    });
  }
}

const operationsRouter = (operations: OperationsService) =>
  router({ mails: operatorProcedure.query(() => operations.mails()) });

@Module({ providers: [OperationsService], exports: [OperationsService] })
export class OperationsModule {}

export const operations = feature({
  module: OperationsModule,
  kinds: {},
  router: (get) => operationsRouter(get(OperationsService)),
});
