import { m } from '@crossflow/i18n';
import FileText from '@lucide/svelte/icons/file-text';
import type { AtOnce } from '../kernel/feature.ts';

export const documentsPlace = { path: '/docs', label: m.documents_nav, icon: FileText, key: 'd', order: 30 } as const;
export const documentsAtOnce: AtOnce = { name: 'documents', nav: [documentsPlace] };
