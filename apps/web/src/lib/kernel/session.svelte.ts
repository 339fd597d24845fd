import type { ProgramRole } from '@crossflow/domain/access/actor';
import type { Locale } from '@crossflow/i18n';
import { type CallError, toCallError } from './call-error.ts';
import { actAs, calls } from './calls.ts';
import { drafts } from './drafts.ts';
import { keepHere } from './keep-here.ts';
import { keptPersonal } from './kept-personal.ts';
import { personalQueue } from './personal-queue.ts';
import { keptLevel } from './kept-level.ts';
import { keptPreferences } from './kept-preferences.ts';
import { inLanguage, look, type Density, type Theme } from './look.svelte.ts';
import { forgetOutbox } from './outbox.svelte.ts';
import { forgetRowsOnDisk } from './rows-on-disk.ts';
import { closeSocket } from './socket.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly email: string;
  readonly locale: Locale | null;
  readonly timeZone: string | null;
  readonly theme: Theme | null;
  readonly density: Density | null;
  readonly shortcuts: boolean | null;
  readonly operator: boolean;
}

/** One part in one program, for one company. */
export interface Membership {
  readonly memberId: string;
  readonly programId: string;
  readonly programCode: string;
  readonly programName: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly partyNameZh: string | null;
  readonly kind: string;
  readonly monogram: string;
  readonly role: ProgramRole;
}

export interface Me {
  readonly person: Person;
  readonly memberships: readonly Membership[];
}

const ME = 'crossflow.me';
const ACTING = 'crossflow.acting';
const DEMO = 'crossflow.demo';

class Session {
  status = $state<'asking' | 'signed-out' | 'signed-in' | 'unreachable'>('asking');
  me = $state.raw<Me | null>(null);
  error = $state.raw<CallError | null>(null);
  /** Whether this installation is the demo world, whose people are invented. */
  demo = $state(localStorage.getItem(DEMO) === 'true');
  #acting = $state<string | null>(localStorage.getItem(ACTING));

  /** Starts as whoever was signed in here before, and asks meanwhile who it is now: the page does not wait for the answer. */
  load(): Promise<void> {
    const before = this.me === null ? localStorage.getItem(ME) : null;
    if (before !== null) this.#signedIn(JSON.parse(before) as Me);
    return this.ask();
  }

  /** Who it is now, whatever was kept here. */
  async ask(): Promise<void> {
    try {
      this.#signedIn((await calls.organizations.me.query()) as Me);
    } catch (failure) {
      const error = toCallError(failure);
      this.error = error;
      if (error.reason === 'signed-out') await this.forget();
      else if (this.me === null) this.status = 'unreachable';
    }
  }

  async askInstallation(): Promise<{ demo: boolean; needsSetup: boolean }> {
    const installation = await calls.organizations.installation.query();
    this.demo = installation.demo;
    keepHere(DEMO, String(installation.demo));
    return installation;
  }

  /** The membership this person acts as: the one asked for, else the last one, else the first. */
  actingIn(program: string | undefined): Membership | null {
    const all = this.me?.memberships ?? [];
    const here = program === undefined ? all : all.filter((membership) => isProgram(membership, program));
    return here.find(({ memberId }) => memberId === this.#acting) ?? here[0] ?? null;
  }

  act(memberId: string): void {
    this.#acting = memberId;
    keepHere(ACTING, memberId);
  }

  /** After a change of the profile. */
  update(person: Partial<Person>): void {
    if (this.me !== null) this.#signedIn({ ...this.me, person: { ...this.me.person, ...person } });
  }

  #signedIn(me: Me): void {
    const told = JSON.stringify(me);
    if (told !== JSON.stringify(this.me)) this.me = me;
    this.status = 'signed-in';
    keepHere(ME, told);
    const { locale, theme, density, shortcuts, timeZone } = me.person;
    look.timeZone = timeZone ?? undefined;
    look.set({
      ...(locale && { locale }),
      ...(theme && { theme }),
      ...(density && { density }),
      ...(shortcuts !== null && { shortcuts }),
    });
  }

  /** Nothing of a company stays on the device of somebody who has left. */
  async forget(): Promise<void> {
    this.me = null;
    this.status = 'signed-out';
    actAs(null);
    closeSocket();
    localStorage.removeItem(ME);
    drafts.forgetAll();
    keptPersonal.forget();
    personalQueue.forget();
    keptPreferences.forget();
    keptLevel.forget();
    await Promise.all([forgetOutbox(), forgetRowsOnDisk()]).catch(() => undefined);
  }
}

export const session = new Session();

/** The program's word in addresses: its code, or its id where two of this person's programs share a code. */
export function programPath({ programCode, programId }: Membership): string {
  const twins = session.me?.memberships.some(
    (other) => other.programCode === programCode && other.programId !== programId,
  );
  return `/p/${twins ? programId : encodeURIComponent(programCode)}`;
}

/** The company that this part is for, before any row of its program is here. */
export const companyOf = ({ partyName, partyNameZh }: Membership): string => inLanguage(partyName, partyNameZh);

const isProgram = ({ programCode, programId }: Membership, word: string): boolean =>
  programId === word || programCode.toLowerCase() === word.toLowerCase();
