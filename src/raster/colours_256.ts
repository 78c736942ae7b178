/** The 256 colours of xterm, which nearly every terminal has that has not more. */

/** Red, green and blue, from 0 to 255. */
type Rgb = readonly number[];

/** Six levels of each of red, green and blue: colours 16 to 231. */
const LEVELS = [0, 95, 135, 175, 215, 255];
const FIRST_OF_CUBE = 16;
/** 24 greys, from 8 to 238 in steps of 10. The first 16 colours are the user's to choose. */
const FIRST_GREY = 232;

/**
 * The number of the colour that is nearest, by the distance of red, green and blue.
 *
 * @param colour Red, green and blue, from 0 to 255.
 *
 * Source of the colours: xterm's 256colres.pl.
 */
export function nearestOf256(colour: Rgb): number {
  const levels = colour.map((value) => indexOfNearest(LEVELS, value));
  const [red, green, blue] = levels;
  const cube = levels.map((level) => LEVELS[level]);
  const mean = colour.reduce((sum, value) => sum + value, 0) / 3;
  const shade = Math.min(23, Math.max(0, Math.round((mean - 8) / 10)));
  const grey = Array(3).fill(8 + 10 * shade);
  return distance(colour, grey) < distance(colour, cube)
    ? FIRST_GREY + shade
    : FIRST_OF_CUBE + 36 * red + 6 * green + blue;
}

function indexOfNearest(values: readonly number[], wanted: number): number {
  const distances = values.map((value) => Math.abs(value - wanted));
  return distances.indexOf(Math.min(...distances));
}

function distance(a: Rgb, b: Rgb): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
}
