/** What a progress bar says, as wide as there is room. */

/** How far something is. */
export interface Progress {
  readonly done: number;
  /** What is to be done in all, where that is known. */
  readonly total?: number;
  /** What is counted, as "walkers". */
  readonly unit: string;
  /** As of late; undefined until it is known. */
  readonly perSecond?: number;
  readonly elapsedMs: number;
}

const LONGEST_BAR = 30;
const SHORTEST_BAR = 8;
/** As long as texts usually become: the bar shall not change its length with every digit. */
const USUAL_TEXT = 60;
const UNITS = ["", "k", "M", "G", "T", "P"];

/**
 * How far something is: share, count, rate, time since the start and time left, in the longest form
 * that fits.
 *
 * @param columns Width in characters; Infinity for a line without a bar.
 */
export function progressText(progress: Progress, columns: number): string {
  const all = texts(progress);
  const [long] = all;
  const room = Math.min(LONGEST_BAR, columns - Math.max(USUAL_TEXT, long.length) - 2);
  if (columns < Infinity && progress.total !== undefined && room >= SHORTEST_BAR) {
    return `${bar(progress.done / progress.total, room)}  ${long}`;
  }
  return all.find((text) => text.length <= columns) ?? "";
}

/** From the longest to the shortest. */
function texts({ done, total, unit, perSecond, elapsedMs }: Progress): string[] {
  const share = total === undefined ? [] : [`${percent(done / total)} %`];
  const rate = perSecond === undefined ? [] : [`${short(perSecond)}/s`];
  const left = total === undefined || perSecond === undefined
    ? []
    : [`${time((total - done) / perSecond)} left`];
  const elapsed = time(elapsedMs / 1000);
  const all = total === undefined ? "" : ` of ${short(total)}`;
  return [
    [...share, `${short(done)}${all} ${unit}`, ...rate, `${elapsed} elapsed`, ...left].join("  "),
    [...share, short(done), ...rate, [elapsed, ...left].join(", ")].join("  "),
    [...share.length > 0 ? share : [short(done)], ...left].join("  "),
    share[0] ?? short(done),
  ];
}

function bar(share: number, width: number): string {
  const full = Math.floor(share * width);
  return "█".repeat(full) + "░".repeat(width - full);
}

function percent(share: number): string {
  return Math.floor(share * 100).toString().padStart(3);
}

/** A number with three digits and k, M, G, T or P. */
function short(value: number): string {
  if (value < 1000 && Number.isInteger(value)) return `${value}`;
  const [digits, exponent] = value.toExponential(2).split("e").map(Number);
  const thousands = Math.min(Math.max(0, Math.floor(exponent / 3)), UNITS.length - 1);
  return (digits * 10 ** (exponent - 3 * thousands)).toPrecision(3) + UNITS[thousands];
}

function time(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
