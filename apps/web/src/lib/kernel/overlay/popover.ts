export { Popover } from '@crossflow/ui';
