import { m, type Locale } from '@crossflow/i18n';
import CircleUser from '@lucide/svelte/icons/circle-user-round';
import Eye from '@lucide/svelte/icons/eye';
import Inbox from '@lucide/svelte/icons/inbox';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Languages from '@lucide/svelte/icons/languages';
import Link from '@lucide/svelte/icons/link';
import ListChecks from '@lucide/svelte/icons/list-checks';
import LogOut from '@lucide/svelte/icons/log-out';
import Printer from '@lucide/svelte/icons/printer';
import Search from '@lucide/svelte/icons/search';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Undo from '@lucide/svelte/icons/undo-2';
import { goto } from '$app/navigation';
import { inOrder, shortName } from '#lib/kernel/audience.ts';
import { calls } from '#lib/kernel/calls.ts';
import type { Command } from '#lib/kernel/commands.svelte.ts';
import { newId } from '#lib/kernel/ids.ts';
import { withLens } from '#lib/kernel/lens.svelte.ts';
import type { Live } from '#lib/kernel/live.svelte.ts';
import { look, type Theme } from '#lib/kernel/look.svelte.ts';
import { allFeatures } from '#lib/kernel/registry.ts';
import { copyText, sayError } from '#lib/kernel/say.ts';
import { session } from '#lib/kernel/session.svelte.ts';
import { undo } from '#lib/kernel/undo.ts';
import { openings, openPalette } from './openings.svelte.ts';

/** What can be done from anywhere, and what each feature adds. */
export function shellCommands(live: Live): Command[] {
  return [
    ...finding(),
    ...acting(),
    ...own(),
    ...places(live),
    ...allFeatures().flatMap((feature) => feature.commands?.(live) ?? []),
  ];
}

function finding(): Command[] {
  return [
    {
      id: 'palette',
      group: 'everywhere',
      label: m.kernel_command_search,
      icon: Search,
      keys: 'mod+k',
      run: () => openPalette(),
    },
    {
      id: 'find',
      group: 'everywhere',
      label: m.kernel_command_find,
      icon: Search,
      keys: '/',
      run: () => openPalette(),
    },
    {
      id: 'shortcuts',
      group: 'everywhere',
      label: m.kernel_command_shortcuts,
      icon: Keyboard,
      keys: '?',
      run: () => (openings.shortcuts = true),
    },
  ];
}

function acting(): Command[] {
  return [
    {
      id: 'undo',
      group: 'everywhere',
      label: () => (undo.latest === null ? m.kernel_command_undo() : m.kernel_command_undo_what({ what: undo.latest })),
      icon: Undo,
      keys: 'mod+z',
      refusal: () => (undo.latest === null ? m.kernel_nothing_to_undo() : null),
      run: () => undo.takeBackLatest(),
    },
    {
      id: 'copy-link',
      group: 'everywhere',
      label: m.kernel_command_copy_link,
      icon: Link,
      keys: 'mod+.',
      run: () => void copyLink(),
    },
    { id: 'print', group: 'everywhere', label: m.kernel_print, icon: Printer, run: () => print() },
  ];
}

/** What a person changes for themselves. */
function own(): Command[] {
  return [
    { id: 'theme', group: 'everywhere', label: m.kernel_command_theme, icon: SunMoon, run: turnTheme },
    { id: 'language', group: 'everywhere', label: m.kernel_command_language, icon: Languages, run: turnLanguage },
    { id: 'sign-out', group: 'everywhere', label: m.kernel_command_sign_out, icon: LogOut, run: () => void signOut() },
  ];
}

function places(live: Live): Command[] {
  const fromNav = allFeatures()
    .flatMap((feature) => feature.nav ?? [])
    .toSorted((a, b) => a.order - b.order)
    .map((item) => ({
      id: `go${item.path}`,
      group: 'go' as const,
      label: item.label,
      icon: item.icon,
      ...(item.key && { keys: `g ${item.key}` }),
      run: () => void goto(live.href(item.path)),
    }));
  return [
    { id: 'go-inbox', group: 'go', label: m.kernel_inbox, icon: Inbox, keys: 'g i', run: () => void goto('/inbox') },
    { id: 'go-my', group: 'go', label: m.kernel_my_work, icon: ListChecks, keys: 'g y', run: () => void goto('/my') },
    ...fromNav,
    {
      id: 'go-profile',
      group: 'go',
      label: m.kernel_profile,
      icon: CircleUser,
      keys: 'g s',
      run: () => void goto('/settings/profile'),
    },
  ];
}

/** The page at hand as each other company sees it; from a page of one's own, the overview. */
export function eyes(live: Live): Command[] {
  if (live.lens !== null) return [];
  const parties = live.rows('party');
  return inOrder(parties)
    .filter(({ id }) => id !== live.membership.partyId)
    .map((party) => ({
      id: `see-as-${party.id}`,
      group: 'everywhere',
      label: () => m.kernel_see_as({ name: shortName(party) }),
      icon: Eye,
      run: () => {
        const here = location.pathname.startsWith('/p/') ? location.pathname + location.search : live.href();
        void goto(withLens(here, party, parties));
      },
    }));
}

const copyLink = (): Promise<void> => copyText(location.href, m.kernel_link_copied());

export function turnTheme(): void {
  turn({ theme: document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark' });
}

export function turnLanguage(): void {
  turn({ locale: look.locale === 'en' ? 'zh-CN' : 'en' });
}

/** Shown at once, and kept with the person: it holds after a reload and wherever they sign in. */
function turn(chosen: { theme: Theme } | { locale: Locale }): void {
  session.update(chosen);
  void calls.organizations.saveProfile.mutate({ commandId: newId(), ...chosen }).catch(sayError);
}

export async function signOut(): Promise<void> {
  await import('#lib/kernel/door.ts').then((door) => door.signOut()).catch(() => undefined);
  await goto('/login');
}
