/** A terminal of a width that can change, which takes note of what it would show. */

import type { Terminal } from "../../src/terminal/host.ts";

export class FakeTerminal implements Terminal {
  /** All that was written. */
  written = "";

  constructor(public width: number, readonly isLive = true) {}

  columns(): number {
    return this.width;
  }

  write(text: string): void {
    this.written += text;
  }

  /** The texts that were shown one after the other, without what moves the cursor. */
  shown(): string[] {
    // deno-lint-ignore no-control-regex
    return this.written.replace(/\x1b\[\d*[AJK]/g, "").split("\r").slice(1);
  }
}
