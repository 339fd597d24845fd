export { Menu } from '@crossflow/ui';
