export * from './control/index.ts';
export * from './conversation/index.ts';
export * from './field/index.ts';
export * from './layout/index.ts';
export * from './overlay/index.ts';
export * from './party/index.ts';
export * from './region/index.ts';
export * from './status/index.ts';
