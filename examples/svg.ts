/** Figures of the examples by hand: a page that follows its reader's colours, and axes. */

/** Where a chart's panel is on its page, and what the ends of its axes stand for. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
}

/** Rules of these figures alone: in a page, rules without the class would hold for all of it. */
const STYLE = `
.hexwalk-example text{font:14px system-ui,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;fill:#1f2328}
.hexwalk-example .title{font-size:19px;font-weight:600}
.hexwalk-example .quiet{fill:#59636e}
.hexwalk-example .halo{stroke:#fff;stroke-width:4;stroke-linejoin:round;paint-order:stroke}
.hexwalk-example .paper{fill:#fff}
.hexwalk-example .axis{fill:none;stroke:#59636e}
.hexwalk-example .bar{fill:#9ec5f4}
.hexwalk-example .mark{fill:#04428e}
.hexwalk-example .line{fill:none;stroke:#04428e;stroke-width:2;stroke-linejoin:round}
.hexwalk-example .accent{fill:#8e2400}
.hexwalk-example .rule{fill:none;stroke:#8e2400;stroke-width:2}
@media (prefers-color-scheme:dark){
.hexwalk-example text{fill:#e8eaed}
.hexwalk-example .quiet{fill:#a3abb5}
.hexwalk-example .halo{stroke:#15171b}
.hexwalk-example .paper{fill:#15171b}
.hexwalk-example .axis{stroke:#8a929c}
.hexwalk-example .bar{fill:#2d5d93}
.hexwalk-example .mark{fill:#9fd3ff}
.hexwalk-example .line{stroke:#9fd3ff}
.hexwalk-example .accent{fill:#ff7700}
.hexwalk-example .rule{stroke:#ff7700}
}
`;

/** A figure of a width and height with its title, and lines of text at its foot. */
export function page(
  [width, height]: readonly [number, number],
  title: string,
  parts: readonly string[],
  caption: readonly string[] = [],
): string {
  const foot = caption.map((line, at) =>
    label(line, 20, height - 16 - 20 * (caption.length - 1 - at), "start", "quiet")
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="hexwalk-example" viewBox="0 0 ${width} ${height}" ` +
    `width="${width}" height="${height}" role="img">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    label(title, 20, 36, "start", "title"),
    ...parts,
    ...foot,
    `</svg>\n`,
  ].join("\n");
}

/** A line of text. */
export function label(
  content: string,
  x: number,
  y: number,
  anchor: "start" | "middle" | "end" = "start",
  style = "",
): string {
  return `<text class="${style}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" ` +
    `text-anchor="${anchor}">${content}</text>`;
}

/** A value's place across the page. */
export function across({ left, width, x: [from, to] }: Panel, value: number): number {
  return left + width * (value - from) / (to - from);
}

/** A value's place down the page. */
export function down({ top, height, y: [from, to] }: Panel, value: number): number {
  return top + height * (to - value) / (to - from);
}

/** The axis under a panel, with its ticks and its name. */
export function axisBelow(panel: Panel, ticks: readonly number[], name: string): string {
  const { left, top, width, height } = panel;
  const bottom = top + height;
  const at = ticks.map((tick) => across(panel, tick));
  const marks = at.map((x) => `M${x.toFixed(1)} ${bottom}v5`).join("");
  return [
    `<path class="axis" d="M${left} ${bottom}h${width}${marks}"/>`,
    ...ticks.map((tick, i) => label(written(tick), at[i], bottom + 21, "middle")),
    label(name, left + width / 2, bottom + 45, "middle"),
  ].join("\n");
}

/** The axis left of a panel; its name stands above it, where it is read without turning. */
export function axisBeside(panel: Panel, ticks: readonly number[], name: string): string {
  const { left, top, height } = panel;
  const at = ticks.map((tick) => down(panel, tick));
  const marks = at.map((y) => `M${left} ${y.toFixed(1)}h-5`).join("");
  return [
    `<path class="axis" d="M${left} ${top}v${height}${marks}"/>`,
    ...ticks.map((tick, i) => label(written(tick), left - 9, at[i] + 5, "end")),
    label(name, 20, top - 14, "start"),
  ].join("\n");
}

/** A tick as one reads it: a true minus, and thousands apart. */
function written(tick: number): string {
  const [whole, part] = String(Math.abs(tick)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${tick < 0 ? "−" : ""}${grouped}${part ? `.${part}` : ""}`;
}
