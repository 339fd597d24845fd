import type { Series } from '@crossflow/domain/manufacturing/manufacturing';
import type { Entry } from '@crossflow/domain/record/entry';
import { m } from '@crossflow/i18n';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import GitCommit from '@lucide/svelte/icons/git-commit-horizontal';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import { operationName, operationShortName, parameterName } from '../kernel/charts/chart-words.ts';
import { drafts } from '../kernel/drafts.ts';
import type { Draft, Feature, Hit, StateClause } from '../kernel/feature.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { matchRank } from '../kernel/match.ts';
import { manufacturingAtOnce } from './at-once.ts';
import { batchAt, batchPath, campaignPath, runningOperation } from './manufacturing.live.ts';
import { batchLine, stateWord } from './words.ts';

export const manufacturing: Feature = {
  ...manufacturingAtOnce,
  kinds: {
    campaign: {
      icon: GitCommit,
      word: m.manufacturing_campaign,
      title: ({ name }) => m.manufacturing_campaign_name({ name }),
      path: campaignPath,
    },
    batch: {
      icon: FlaskConical,
      word: m.manufacturing_batch,
      title: (batch) => batchLine(batch),
      key: ({ number }) => number,
      path: (batch) => batchPath(batch),
    },
    operation: {
      icon: FlaskConical,
      word: m.manufacturing_operation,
      title: ({ code, batchId }, live) => `${numberOf(batchId, live)} · ${operationName(code)}`,
      path: ({ batchId }, live) => ofBatch(batchId, live, 'operations'),
    },
    series: {
      icon: FlaskConical,
      word: m.manufacturing_readings,
      title: (series, live) => `${numberOf(series.batchId, live)} · ${nameOf(series, live)}`,
      path: ({ batchId }, live) => ofBatch(batchId, live),
    },
    update: {
      icon: MessageSquareText,
      word: m.manufacturing_update,
      title: ({ text, batchId }, live) => `${numberOf(batchId, live)} · ${text}`,
      path: ({ batchId }, live) => ofBatch(batchId, live, 'updates'),
    },
  },
  panels: [{ id: 'now', slot: 'now', order: 10, component: () => import('./timeline/NowPanel.svelte') }],
  state,
  drafts: draftsOf,
  search: (query, scope, live) => (scope === null || scope === 'batch' ? batches(query, live) : []),
  leadsTo(word, _, live) {
    const batch = batchAt(word, live);
    return batch === undefined ? null : { label: batch.number, audience: batch.audience };
  },
  sentences: {
    'campaign.planned': () => m.manufacturing_entry_campaign_planned(),
    'batch.planned': () => m.manufacturing_entry_batch_planned(),
    'batch.issued': (entry) => m.manufacturing_entry_issued({ record: text(entry, 'masterRecord') }),
    'batch.manufactured': () => m.manufacturing_entry_manufactured(),
    'batch.testing-begun': () => m.manufacturing_entry_testing(),
    'operation.started': (entry) => m.manufacturing_entry_started({ name: operationShortName(text(entry, 'code')) }),
    'operation.completed': (entry) =>
      m.manufacturing_entry_completed({ name: operationShortName(text(entry, 'code')) }),
    'operation.aborted': (entry) => m.manufacturing_entry_aborted({ name: operationShortName(text(entry, 'code')) }),
    'update.posted': () => m.manufacturing_entry_posted(),
    'update.acknowledged': () => m.manufacturing_entry_acknowledged(),
    'series.read': read,
    'series.retold': (entry, live) =>
      m.manufacturing_entry_corrected({ name: nameOf(entry.after as unknown as Series, live) }),
  },
};

/** Updates begun on this device. Who will see one is chosen where it is posted; nobody beyond the batch's own audience. */
function draftsOf(live: Live): Draft[] {
  return live.rows('batch').flatMap((batch) => {
    const composer = `batch/${batch.id}/update`;
    const text = drafts.read(composer);
    const { number: key, audience } = batch;
    if (text === '') return [];
    const path = batchPath(batch, 'updates');
    return [
      {
        ...{ composer, kind: 'batch', word: m.manufacturing_draft_update() },
        ...{ title: batchLine(batch), key, path, audience, text },
      },
    ];
  });
}

/** "2 batches running." */
function state(live: Live): StateClause[] {
  const running = live.rows('batch').filter(({ id }) => runningOperation(id, live) !== undefined).length;
  if (running === 0) return [];
  const words = m.manufacturing_state_running({ n: running });
  return [{ weight: 50, text: words, bold: [words] }];
}

function batches(query: string, live: Live): Hit[] {
  return live.rows('batch').flatMap((batch) => {
    const campaign = live.get('campaign', batch.campaignId);
    const rank = matchRank(query, [batch.number, ...batch.aliases.map(({ number }) => number), campaign?.name]);
    if (rank === 0) return [];
    const { id, number, audience } = batch;
    return [
      {
        id,
        kind: 'batch' as const,
        title: batchLine(batch),
        key: number,
        detail: stateWord(batch.state),
        path: batchPath(batch),
        audience,
        rank,
      },
    ];
  });
}

function read(entry: Entry, live: Live): string {
  const series = entry.after as unknown as Series;
  const name = nameOf(series, live);
  const { count, source } = series.appended ?? { count: 0, source: '' };
  return source === 'manual'
    ? m.manufacturing_entry_read({ n: count, name })
    : m.manufacturing_entry_read_by({ n: count, name, source });
}

const text = (entry: Entry, field: string): string => String(entry.after?.[field] ?? '');
const nameOf = (series: Series, live: Live): string =>
  parameterName(live.get('operation', series.operationId)?.code ?? '', series.parameter);
const numberOf = (batchId: string, live: Live): string => live.get('batch', batchId)?.number ?? '';
function ofBatch(batchId: string, live: Live, tab = ''): string | null {
  const batch = live.get('batch', batchId);
  return batch === undefined ? null : batchPath(batch, tab);
}
