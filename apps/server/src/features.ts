import { clocks } from './clocks/clocks.module.ts';
import { demo } from './demo/demo.module.ts';
import { documents } from './documents/documents.module.ts';
import { files } from './kernel/files/files.module.ts';
import { links } from './links/links.module.ts';
import { mail } from './kernel/mail/mail.module.ts';
import { manufacturing } from './manufacturing/manufacturing.module.ts';
import { notifications } from './notifications/notifications.module.ts';
import { organizations } from './organizations/organizations.module.ts';
import { preferences } from './kernel/preferences/preferences.module.ts';
import { record } from './record/record.module.ts';
import { search } from './kernel/search/search.module.ts';
import { tickets } from './tickets/tickets.module.ts';
import { views } from './views/views.module.ts';

/** Every feature of the server. A new one is one line here; the key is its name in the router. */
export const features = {
  demo,
  organizations,
  mail,
  files,
  record,
  notifications,
  preferences,
  search,
  tickets,
  clocks,
  views,
  links,
  documents,
  manufacturing,
};
