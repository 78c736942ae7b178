/** Texts that others wrote, fit to be shown on a line of a terminal. */

/**
 * A text in which whatever could move a terminal's cursor, turn its writing round or begin another
 * line is "?": control and format characters, line and paragraph separators, lone surrogates.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
}
