export type StartErrorCode =
  | 'settings-wrong'
  | 'port-taken'
  | 'data-directory-in-use'
  | 'data-directory-not-writable'
  | 'data-directory-foreign'
  | 'data-directory-unreachable'
  | 'storage-unavailable'
  | 'disk-full'
  | 'no-postgres-binary'
  | 'postgres-init-failed'
  | 'postgres-start-failed'
  | 'postgres-password-refused'
  | 'database-unreachable'
  | 'migration-failed';

/** Why the server cannot start. The message says what happened and what to do next; it is shown without a stack. */
export class StartError extends Error {
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
    this.code = code;
  }
}
