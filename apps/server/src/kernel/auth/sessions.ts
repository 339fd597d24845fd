import { Inject, Injectable } from '@nestjs/common';
import { AUTH, type Auth } from './auth.ts';

export interface SignedIn {
  readonly sessionId: string;
  readonly personId: string;
  readonly email: string;
  readonly operator: boolean;
}

const REMEMBERED = 10_000;
const LONGEST_COOKIE = 8_192;

/**
 * Who a cookie belongs to. A cookie once verified is remembered, so that a request costs no query for it; whether the session
 * still stands is asked by `enter` in every transaction, so that a remembered cookie opens nothing after sign-out.
 */
@Injectable()
export class Sessions {
  readonly #auth: Auth;
  readonly #verified = new Map<string, SignedIn>();

  constructor(@Inject(AUTH) auth: Auth) {
    this.#auth = auth;
  }

  async find(cookie: string | undefined): Promise<SignedIn | null> {
    return this.#verified.get(cookie ?? '') ?? this.verify(cookie);
  }

  /** Asks the database, whatever is remembered. */
  async verify(cookie: string | undefined): Promise<SignedIn | null> {
    if (cookie === undefined || cookie.length > LONGEST_COOKIE) return null;
    const found = await this.#auth.api.getSession({ headers: new Headers({ cookie }) });
    this.#verified.delete(cookie);
    if (found === null) return null;
    const signedIn = {
      sessionId: found.session.id,
      personId: found.user.id,
      email: found.user.email,
      operator: (found.user as { operator?: boolean }).operator === true,
    };
    if (this.#verified.size >= REMEMBERED) this.#verified.delete(this.#verified.keys().next().value ?? '');
    this.#verified.set(cookie, signedIn);
    return signedIn;
  }
}
