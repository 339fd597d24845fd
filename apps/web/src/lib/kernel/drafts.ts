const PREFIX = 'crossflow.draft.';

/** What somebody typed and has not sent, by composer: `drafts.read('ticket/<id>/reply')`. Survives reloads; one device. */
export const drafts = {
  read: (composer: string): string => localStorage.getItem(PREFIX + composer) ?? '',
  write(composer: string, text: string): void {
    try {
      if (text.trim() === '') localStorage.removeItem(PREFIX + composer);
      else localStorage.setItem(PREFIX + composer, text);
    } catch {
      // A full store: the text stays in the field, where the person sees it.
    }
  },
  /** The composers that hold something, by the beginning of their names. */
  begun: (prefix: string): string[] =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX + prefix))
      .map((name) => name.slice(PREFIX.length)),
  forget: (composer: string): void => localStorage.removeItem(PREFIX + composer),
  /** On signing out of a shared device. */
  forgetAll(): void {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  },
};
