import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Accounts } from './auth/accounts.ts';
import { AUTH, createAuth } from './auth/auth.ts';
import { Sessions } from './auth/sessions.ts';
import { CLOCK, type Clock } from './clock.ts';
import { CONFIG, type Config } from './config/config.ts';
import type { Secrets } from './config/secrets.ts';
import { Database } from './database/database.ts';
import type { Feature } from './feature.ts';
import { Bell } from './gateway/bell.ts';
import { Gateway } from './gateway/gateway.ts';
import { Jobs } from './jobs/jobs.ts';
import { LOG, type Log } from './log/log.ts';
import { Outbox } from './mail/outbox.ts';
import { Postman } from './mail/postman.ts';
import { PersonalStream } from './personal/personal-stream.ts';
import { Kinds } from './unit-of-work/kinds.ts';
import { UnitOfWork } from './unit-of-work/unit-of-work.ts';

export interface KernelParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly features: readonly Feature[];
}

/** What every feature passes through. */
@Global()
@Module({})
export class KernelModule {
  static with({ config, secrets, database, clock, log, features }: KernelParts): DynamicModule {
    const values = [
      { provide: CONFIG, useValue: config },
      { provide: Database, useValue: database },
      { provide: CLOCK, useValue: clock },
      { provide: LOG, useValue: log },
      { provide: Kinds, useValue: new Kinds(features) },
    ];
    const auth = {
      provide: AUTH,
      useFactory: (outbox: Outbox) => createAuth(database, config, secrets.session, outbox),
      inject: [Outbox],
    };
    const services = [Bell, UnitOfWork, Outbox, Postman, Jobs, Sessions, Accounts, PersonalStream, Gateway];
    return { module: KernelModule, providers: [...values, auth, ...services], exports: [...values, auth, ...services] };
  }
}
