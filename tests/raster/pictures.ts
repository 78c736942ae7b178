/** Small pictures for tests. */

import { render } from "../../src/raster/render.ts";

/** An SVG around content. */
export function svgOf(content: string, { width = 100, height = 40 } = {}): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `${content}</svg>`;
}

/** What an SVG without paper shows: how many pixels' worth of ink, and the pixels as RGBA. */
export async function lookAt(svg: string): Promise<{ ink: number; data: Uint8Array }> {
  return await render(svg, { fit: { mode: "zoom", value: 1 } }, ({ data }) => {
    let ink = 0;
    for (let at = 3; at < data.length; at += 4) ink += data[at] / 255;
    return { ink, data };
  });
}

/** The error that a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return undefined;
}
