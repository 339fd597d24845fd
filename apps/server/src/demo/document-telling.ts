import { and, eq } from 'drizzle-orm';
import type { Verdict } from '@crossflow/domain/documents/document';
import { DocumentsService } from '../documents/documents.service.ts';
import { reviewTable } from '../documents/documents.table.ts';
import type { PersonKey } from './cast.ts';
import { documentTexts, type DocumentText } from './document-texts.ts';
import { reportPdf } from './report-pdf.ts';
import type { DemoWorld } from './world.ts';

export type Company = Parameters<DemoWorld['audience']>[number];
interface Plan {
  readonly number: string;
  readonly type: string;
  readonly title: string;
  readonly titleZh: string | null;
  /** Who adds it; their company owns it. */
  readonly author: PersonKey;
  readonly text: DocumentText;
  readonly audience: readonly Company[];
}
interface VersionPlan {
  readonly id: string;
  readonly label: string;
}

export const DAY = 24;

/** One document of the story, told in acts at hours before now. */
export class Telling {
  readonly documentId: string;
  readonly #world: DemoWorld;
  readonly #plan: Plan;
  #known = false;

  constructor(world: DemoWorld, plan: Plan) {
    this.#world = world;
    this.#plan = plan;
    this.documentId = world.id();
  }

  /** A version `major.minor`, for its whole document's audience unless narrower. */
  version(
    hoursAgo: number,
    label: string,
    reason: string,
    audience: readonly Company[] = this.#plan.audience,
  ): VersionPlan {
    const version = { id: this.#world.id(), label };
    const first = !this.#known;
    this.#known = true;
    this.#act(hoursAgo, async (at) => {
      const { author } = this.#plan;
      const fileId = await this.#world.upload(author, await this.#file(label, at));
      const [major = 0, minor = 0] = label.split('.').map(Number);
      const fields = {
        versionId: version.id,
        documentId: this.documentId,
        fileId,
        major,
        minor,
        reason,
        audience: this.#world.audience(...audience),
      };
      const command = { commandId: this.#world.id(), ...fields };
      if (!first) return this.#service.addVersion(this.#as(author), command);
      const { number, type, title, titleZh } = this.#plan;
      const documentAudience = this.#world.audience(...this.#plan.audience);
      return this.#service.add(this.#as(author), { ...command, number, type, title, titleZh, documentAudience });
    });
    return version;
  }

  submit(hoursAgo: number, version: VersionPlan, companies: readonly Company[], dueInDays = 10): void {
    this.#act(hoursAgo, () => {
      const reviewers = companies.map((company) => ({
        reviewId: this.#world.id(),
        partyId: this.#world.parties[company].id,
      }));
      const dueAt = this.#world.hoursAgo(hoursAgo - dueInDays * DAY);
      return this.#service.submit(this.#as(this.#plan.author), {
        commandId: this.#world.id(),
        versionId: version.id,
        reviewers,
        dueAt,
      });
    });
  }

  review(
    hoursAgo: number,
    version: VersionPlan,
    person: PersonKey,
    verdict: Verdict,
    comment: string | null = null,
  ): void {
    this.#act(hoursAgo, async () => {
      const { caller, member } = this.#world.as(person);
      const asked = and(eq(reviewTable.versionId, version.id), eq(reviewTable.partyId, member.partyId));
      const [review] = await this.#service.work.read(caller, (tx) => tx.select(reviewTable, asked));
      if (review === undefined) throw new Error(`${member.name} was not asked to review ${this.#plan.number}`);
      const input = { commandId: this.#world.id(), reviewId: review.id, verdict, comment, sha256: review.sha256 };
      return this.#service.review(caller, input);
    });
  }

  approve(hoursAgo: number, version: VersionPlan, person: PersonKey): void {
    this.#act(hoursAgo, () =>
      this.#service.approve(this.#as(person), { commandId: this.#world.id(), versionId: version.id }),
    );
  }

  effective(hoursAgo: number, version: VersionPlan, person: PersonKey, acknowledge = false): void {
    this.#act(hoursAgo, () =>
      this.#service.makeEffective(this.#as(person), {
        commandId: this.#world.id(),
        versionId: version.id,
        acknowledge,
      }),
    );
  }

  withdraw(hoursAgo: number, version: VersionPlan, person: PersonKey, reason: string): void {
    this.#act(hoursAgo, () =>
      this.#service.withdraw(this.#as(person), { commandId: this.#world.id(), versionId: version.id, reason }),
    );
  }

  acknowledge(hoursAgo: number, version: VersionPlan, person: PersonKey): void {
    this.#act(hoursAgo, async () => {
      const found = await this.#service.work.read(this.#as(person), (tx) => tx.find('version', version.id));
      const ids = { commandId: this.#world.id(), acknowledgmentId: this.#world.id(), versionId: version.id };
      return this.#service.acknowledge(this.#as(person), { ...ids, sha256: found?.sha256 ?? '' });
    });
  }

  /** Reviewed by one person of each company, approved and in force, in the usual days. */
  settled(
    hoursAgo: number,
    label: string,
    reason: string,
    reviewers: readonly [Company, PersonKey][],
    decider: PersonKey,
    acknowledge = false,
  ): VersionPlan {
    const version = this.version(hoursAgo, label, reason);
    this.submit(
      hoursAgo - DAY,
      version,
      reviewers.map(([company]) => company),
    );
    for (const [index, [, person]] of reviewers.entries())
      this.review(hoursAgo - (2 + index) * DAY, version, person, 'agree');
    this.approve(hoursAgo - 5 * DAY, version, decider);
    this.effective(hoursAgo - 6 * DAY, version, decider, acknowledge);
    return version;
  }

  get #service(): DocumentsService {
    return this.#world.service(DocumentsService);
  }

  #as(person: PersonKey) {
    return this.#world.as(person).caller;
  }

  #act(hoursAgo: number, act: (at: string) => Promise<unknown>): void {
    this.#world.plan(hoursAgo, act);
  }

  async #file(label: string, at: string) {
    const { number, title, author, text } = this.#plan;
    const owner = this.#world.as(author).party.name;
    const standing = 'uncontrolled copy';
    const bytes = await reportPdf({
      number,
      version: `v${label}`,
      standing,
      title,
      owner,
      at,
      sections: documentTexts[text],
    });
    return { name: `${number} v${label}.pdf`, mediaType: 'application/pdf', bytes };
  }
}
