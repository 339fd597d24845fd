import { Inject, Injectable, Module } from '@nestjs/common';
import { searchWords } from '@crossflow/domain/search/fold';
import { findInput, type FindInput } from '@crossflow/domain/search/inputs';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import { feature } from '../feature.ts';
import { memberProcedure, router } from '../trpc/trpc.ts';
import type { Caller } from '../unit-of-work/caller.ts';
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts';

const MOST = 200;

/** A row whose words fit, whole as its reader may see it. */
export interface Found {
  readonly kind: Kind;
  readonly row: Row;
}

/** Searches the texts that are not on every screen; who finds what is decided by the wall. */
@Injectable()
export class SearchService {
  readonly #work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.#work = work;
  }

  /** The newest first. `more`: older ones fit as well. */
  find(caller: Caller, { text, since, until }: FindInput): Promise<{ hits: Found[]; more: boolean }> {
    return this.#work.read(caller, async (tx, connection) => {
      const found = await connection.query<{ kind: Kind; id: string }>(
        'select kind, id from crossflow.find_words($1, $2, $3, $4)',
        [searchWords(text), since, until, MOST + 1],
        'find-words',
      );
      const shown = found.slice(0, MOST);
      const rows = new Map<string, Row>();
      for (const [kind, ids] of Map.groupBy(shown, (one) => one.kind))
        for (const row of await tx.rowsOf(
          kind,
          ids.map(({ id }) => id),
        ))
          rows.set(row.id, row);
      const hits = shown.flatMap(({ kind, id }) => {
        const row = rows.get(id);
        return row === undefined ? [] : [{ kind, row }];
      });
      return { hits, more: found.length > MOST };
    });
  }
}

const searchRouter = (search: SearchService) =>
  router({ find: memberProcedure.input(findInput).query(({ ctx, input }) => search.find(ctx.caller, input)) });

@Module({ providers: [SearchService], exports: [SearchService] })
export class SearchModule {}

export const search = feature({ module: SearchModule, kinds: {}, router: (get) => searchRouter(get(SearchService)) });
