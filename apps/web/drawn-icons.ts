import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const icon = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/**
 * Icons as the drawings they are. The library's own component puts its attributes together anew for every icon on the screen, which
 * takes longer than all else in a row of a list. They are shown by `Icon` alone, which gives them their size and stroke.
 */
export const drawnIcons: Plugin = {
  name: 'drawn-icons',
  enforce: 'pre',
  apply: 'build',
  async load(id) {
    const file = id.split('?')[0] ?? id;
    if (!icon.test(file)) return null;
    const [, data] = (await readFile(file, 'utf8')).match(/const iconData = (\{.*\});/) ?? [];
    if (data === undefined) return this.error(`drawn-icons: ${file} is not written as it was`);
    const { node } = JSON.parse(data) as { node: readonly Shape[] };
    const shapes = node.map(([tag, attributes]) => `<${tag} ${written(attributes)} />`);
    return `<script>
  const { class: name } = $props();
</script>
<svg viewBox="0 0 24 24" class="{name}" aria-hidden="true">${shapes.join('')}</svg>`;
  },
};

const written = (attributes: Shape[1]): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
