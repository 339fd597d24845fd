import type { Notification } from '#lib/kernel/socket.ts';

/** Everything that happened to one object: one row of the inbox. */
export interface ObjectNotices {
  readonly programId: string;
  readonly kind: string;
  readonly subjectId: string;
  /** Newest first. */
  readonly notices: readonly Notification[];
  readonly newest: Notification;
  /** The most pressing reason. */
  readonly reason: string;
  readonly unread: number;
}

/** What asks something of the person comes before what tells. */
const pressing = [
  'breached',
  'your-turn',
  'consent',
  'acknowledge',
  'review',
  'mentioned',
  'assigned',
  'shared',
  'update',
];
const press = ({ reason }: Notification) => (pressing.includes(reason) ? pressing.indexOf(reason) : pressing.length);

/** Groups notices by object; the object that moved last comes first. */
export function byObject(newestFirst: readonly Notification[]): ObjectNotices[] {
  return [...Map.groupBy(newestFirst, ({ subjectId }) => subjectId).values()].flatMap((notices) => {
    const [newest] = notices;
    if (newest === undefined) return [];
    const reason = notices.toSorted((a, b) => press(a) - press(b))[0]?.reason ?? newest.reason;
    const { programId, kind, subjectId } = newest;
    return [
      {
        programId,
        kind,
        subjectId,
        notices,
        newest,
        reason,
        unread: notices.filter((one) => one.state === 'unread').length,
      },
    ];
  });
}
