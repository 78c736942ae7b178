/** The flags that say how a figure looks, read; docs/figures.md has what they do. */

import { type FigureOptions, LAW_NAMES, type LawName } from "../figure.ts";
import {
  ASPECT_NAMES,
  type AspectName,
  COLOR_NAMES,
  type ColorName,
  MARGINAL_NAMES,
  type MarginalName,
  SCALE_NAMES,
  type ScaleName,
  THEME_NAMES,
  type ThemeName,
} from "../plot/options.ts";
import { type Flag, parseNumber, UsageError, type Values } from "./args.ts";

export const FIGURE_FLAGS: readonly Flag[] = [
  { name: "gridsize", value: "40", help: "hexagons across the data; by the data if not given" },
  { name: "binsize", value: "8", help: "width of a hexagon in sites, instead" },
  {
    name: "extent",
    value: "x0,x1,y0,y1",
    help: "what the panel shows, in sites; all if not given",
  },
  {
    name: "aspect",
    value: "equal",
    help: `sites on both axes as long, or the panel square: ${ASPECT_NAMES.join(", ")}`,
  },
  { name: "scale", value: "sqrt", help: `how counts become colours: ${SCALE_NAMES.join(", ")}` },
  { name: "min-count", value: "1", help: "leave out bins of fewer walkers" },
  { name: "colors", value: "magma", help: `the colours: ${COLOR_NAMES.join(", ")}` },
  { name: "theme", value: "auto", help: `the page's: ${THEME_NAMES.join(", ")}` },
  { name: "marginals", value: "hist", help: `beside the panel: ${MARGINAL_NAMES.join(", ")}` },
  {
    name: "title",
    value: "TEXT",
    help: "the title; what was walked if not given",
    mayBeEmpty: true,
  },
  { name: "width", value: "720", help: "width of the figure in pixels" },
  { name: "height", value: "700", help: "height of the figure in pixels" },
  {
    name: "law",
    choices: LAW_NAMES,
    help: "draw the law of the endpoints over them, or how far they are from it",
  },
];

/** The options of a figure. @throws {UsageError} If a value is none; bounds are the figure's to check. */
export function parseFigure(values: Values): FigureOptions {
  const number = (name: string) => {
    const text = values[name];
    return text === undefined ? undefined : parseNumber(name, text);
  };
  return {
    gridsize: number("gridsize"),
    binsize: number("binsize"),
    extent: parseExtent(values.extent),
    aspect: oneOf<AspectName>("aspect", values.aspect, ASPECT_NAMES),
    scale: oneOf<ScaleName>("scale", values.scale, SCALE_NAMES),
    minCount: number("min-count"),
    colors: oneOf<ColorName>("colors", values.colors, COLOR_NAMES),
    theme: oneOf<ThemeName>("theme", values.theme, THEME_NAMES),
    marginals: oneOf<MarginalName>("marginals", values.marginals, MARGINAL_NAMES),
    title: values.title,
    width: number("width"),
    height: number("height"),
    law: values.law === "" ? true : oneOf<LawName>("law", values.law, LAW_NAMES),
  };
}

function parseExtent(text: string | undefined): FigureOptions["extent"] {
  if (text === undefined) return undefined;
  const parts = text.split(",").map((part) => parseNumber("extent", part.trim()));
  if (parts.length === 4) return parts as unknown as FigureOptions["extent"];
  throw new UsageError(`--extent ${text}: use four numbers, x0,x1,y0,y1`);
}

function oneOf<Name extends string>(
  flag: string,
  text: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (text === undefined) return undefined;
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${flag} ${text}: use ${names.join(", ")}`);
}
