/** How a run came about: what made it, where and when. It says nothing of what was counted. */

import { refuse } from "./error.ts";
import { checkMembers } from "./members.ts";
import { oneLine } from "./one_line.ts";

/** What made a run, or a part of one that was added to others. */
export interface Provenance {
  /** Version of Hexwalk. */
  readonly version: string;
  /** Where they were walked. */
  readonly backend: "gpu" | "workers" | "serial";
  /** The GPU's name. */
  readonly adapter?: string;
  /** Whether the adapter is a CPU in disguise. */
  readonly software?: boolean;
  /** Threads that walked. */
  readonly workers?: number;
  /** Whether the kernel was compiled for vectors of 256 bits. */
  readonly wide?: boolean;
  /** Why that backend. */
  readonly reason?: string;
  /** Walkers that it walked, none only where the whole run has none. */
  readonly walkers: number;
  /** Time from the opened backend to the last walker, in milliseconds. */
  readonly walkMs: number;
  /** When it ended, in UTC as `Date.toISOString` writes it. */
  readonly finished: string;
}

const BACKENDS: readonly Provenance["backend"][] = ["gpu", "workers", "serial"];

const MEMBERS = {
  version: "string",
  backend: "string",
  adapter: "string?",
  software: "boolean?",
  workers: "number?",
  wide: "boolean?",
  reason: "string?",
  walkers: "number",
  walkMs: "number",
  finished: "string",
} as const;

const MAX_TEXT = 1000;

/**
 * Checks what a file says of where its walkers come from.
 *
 * @param walkers How many there must be in all.
 * @throws {DataError} If it is no list of provenances, or not of so many walkers.
 */
export function checkProvenances(json: unknown, walkers: number): readonly Provenance[] {
  if (!Array.isArray(json)) refuse("the provenance is no list");
  const found: readonly Provenance[] = json.map(checkProvenance);
  const total = found.reduce((sum, part) => sum + part.walkers, 0);
  if (total !== walkers) refuse(`the provenance has ${total} walkers, the tally ${walkers}`);
  if (walkers > 0 && found.some((part) => part.walkers === 0)) {
    refuse("the provenance has an entry without walkers");
  }
  return found;
}

function checkProvenance(json: unknown): Provenance {
  const found = checkMembers("the provenance", json, MEMBERS);
  for (const [name, value] of Object.entries(found)) {
    // A text may be shown on a terminal, which must not be moved by it.
    const isFine = typeof value === "string"
      ? value.length <= MAX_TEXT && value === oneLine(value)
      : typeof value !== "number" || isAmount(value, name !== "walkMs");
    if (!isFine) refuse(`the provenance's ${name} cannot be ${value}`);
  }
  const provenance = found as unknown as Provenance;
  if (!BACKENDS.includes(provenance.backend)) {
    refuse(`the provenance's backend cannot be ${provenance.backend}`);
  }
  if (!isTime(provenance.finished)) {
    refuse(`the provenance's finished is no time, but ${provenance.finished}`);
  }
  return provenance;
}

function isAmount(value: number, isWhole: boolean): boolean {
  return value >= 0 && (isWhole ? Number.isSafeInteger(value) : Number.isFinite(value));
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
