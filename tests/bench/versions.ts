import { randomUUID } from 'node:crypto';
import { uploadedFile } from '../../packages/domain/src/files/attach.ts';
import { middle, repeated, warmed, type Figure, type Round } from './figure.ts';
import type { KernelStage } from './kernel-stage.ts';
import { plantVersions } from './many-rows.ts';

const VERSIONS = 1_000;
const VERSIONS_QUICK = 100;
/** A version more is added to each of them once, so that it is the same one every time. */
const DOCUMENTS = 10;

/** A file of this member that is not attached to anything yet, as an upload leaves it; without bytes. */
async function upload({ documents, caller }: KernelStage): Promise<string> {
  const id = randomUUID();
  const told = { id, name: 'process.pdf', size: 1000, mediaType: 'application/pdf', sha256: '0'.repeat(64) };
  await documents.work.run(caller, { commandId: id, sha256: told.sha256 }, (tx) =>
    tx.record({ changes: [uploadedFile(told, tx.actor, tx.now)], notices: [] }, id),
  );
  return id;
}

const versionOf = ({ audience }: KernelStage, documentId: string, fileId: string, major: number) => ({
  ...{ commandId: randomUUID(), versionId: randomUUID(), documentId, fileId, audience, major, minor: 0 },
  reason: 'More data',
});

/** Documents of so many versions, all but the latest superseded. */
async function documentsOf(kernel: KernelStage, versions: number): Promise<string[]> {
  const { documents, caller, audience: documentAudience, admin } = kernel;
  const added: string[] = [];
  for (let n = 0; n < DOCUMENTS; n += 1) {
    const documentId = randomUUID();
    await documents.add(caller, {
      ...versionOf(kernel, documentId, await upload(kernel), 1),
      ...{ number: `PD-${documentId}`, type: 'PD-DESC', title: 'Process description', titleZh: null, documentAudience },
    });
    added.push(documentId);
  }
  await plantVersions(admin, added, versions - 1);
  return added;
}

/** What it takes to add a version to a document that has so many. */
async function millisecondsToAdd(kernel: KernelStage, versions: number): Promise<number> {
  const inputs: ReturnType<typeof versionOf>[] = [];
  for (const documentId of await documentsOf(kernel, versions))
    inputs.push(versionOf(kernel, documentId, await upload(kernel), 2));
  const since = performance.now();
  for (const input of inputs) await kernel.documents.addVersion(kernel.caller, input);
  return (performance.now() - since) / inputs.length;
}

const besideFirst = (kernel: KernelStage, versions: number) => async (): Promise<Round> => ({
  value: await millisecondsToAdd(kernel, versions),
  yardstick: await millisecondsToAdd(kernel, 1),
});

export const addingVersion: Figure = {
  ...{ id: 'P5b', group: 'speed', unit: 'ms', rounds: 9 },
  title: `a version added to a document that has ${VERSIONS.toLocaleString('en')} (${VERSIONS_QUICK} with --quick), beside one that has a single one`,
  gate: { most: 1.5, of: 'ratio' },
  measure: async (stage, quick) => warmed(besideFirst(await stage.kernel(), quick ? VERSIONS_QUICK : VERSIONS)),
  async curve(stage, quick) {
    const kernel = await stage.kernel();
    const points: ({ at: number } & Round)[] = [];
    for (const at of quick ? [1, 100] : [1, 10, 100, 1_000])
      points.push({ at, ...middle(await repeated(quick ? 1 : 5, besideFirst(kernel, at))) });
    return { along: 'versions of the document', points };
  },
};
