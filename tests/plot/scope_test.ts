/** Figures side by side in one page: none's rules may reach another. */

import assert from "node:assert/strict";
import { page } from "../../examples/svg.ts";
import { jointplot } from "../../src/plot/jointplot.ts";
import { lineChart } from "../../src/plot/line_chart.ts";
import { walkCells } from "./data.ts";

const cells = walkCells(100, 10);

const figures: Readonly<Record<string, string>> = {
  plain: jointplot(cells, { title: "" }),
  viridis: jointplot(cells, { title: "", colors: "viridis" }),
  dark: jointplot(cells, { title: "", theme: "dark" }),
  chart: lineChart({
    title: "",
    xLabel: "x",
    yLabel: "y",
    series: [{ name: "a", points: [[1, 2], [10, 20]] }],
  }),
  example: page([100, 100], "", []),
};

Deno.test("every rule of a figure holds for that figure alone", () => {
  for (const [name, svg] of Object.entries(figures)) {
    const selectors = selectorsOf(svg);
    assert.ok(selectors.length > 10);
    const [scope] = selectors[0].split(" ");
    assert.match(svg, new RegExp(`^<svg [^>]*class="(hexwalk )?${scope.slice(1)}"`));
    for (const selector of selectors) {
      assert.ok(
        selector.startsWith(`${scope} `) && !selector.includes(","),
        `${name}: ${selector}`,
      );
    }
  }
});

Deno.test("figures of other rules have another class, and figures of the same rules the same", () => {
  const scopes = Object.values(figures).map((svg) => selectorsOf(svg)[0].split(" ")[0]);
  assert.equal(new Set(scopes).size, scopes.length);
  const other = jointplot(walkCells(500, 30), { title: "of other walkers" });
  assert.equal(selectorsOf(other)[0], selectorsOf(figures.plain)[0]);
});

/** The selectors of a figure's style, those in media queries too. */
function selectorsOf(svg: string): string[] {
  const [, style] = /<style>([^]*?)<\/style>/.exec(svg) ?? [];
  assert.equal(svg.match(/<style/g)?.length, 1);
  const bare = style.replace(/@media \(prefers-color-scheme:dark\)\{([^]*?\})\s*\}/g, "$1");
  assert.doesNotMatch(bare, /@/);
  return [...bare.matchAll(/([^{}]+)\{[^{}]*\}/g)].map(([, selector]) => selector.trim());
}
